/** The form in React: controlled fields, react-select, React Aria's components. */
import IMask from "imask";
import { useEffect, useRef, useState, type ChangeEvent } from "react";
import { Button, Dialog, DialogTrigger, Modal, Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { createRoot } from "react-dom/client";
import Select from "react-select";
import { empty, mask, towns, type FormShape } from "./shape.ts";

const townOptions = towns.map((town) => ({ value: town, label: town }));

function Form() {
  const [form, setForm] = useState<FormShape>(empty);
  const put = (part: Partial<FormShape>): void => setForm((before) => ({ ...before, ...part }));
  const text =
    (key: keyof FormShape) =>
    ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>): void =>
      put({ [key]: target.value });
  const phone = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const masked = IMask(phone.current!, mask);
    masked.on("accept", () => put({ phone: masked.value }));
    return () => masked.destroy();
  }, []);
  return (
    <>
      <input id="name" value={form.name} onChange={text("name")} />
      <input
        id="count"
        type="number"
        value={form.count ?? ""}
        onChange={({ target }) => put({ count: target.value === "" ? null : target.valueAsNumber })}
      />
      <input id="phone" ref={phone} />
      <textarea id="notes" value={form.notes} onChange={text("notes")} />
      <select id="size" value={form.size} onChange={text("size")}>
        <option value="s">Small</option>
        <option value="m">Medium</option>
        <option value="l">Large</option>
      </select>
      <select
        id="extras"
        multiple
        size={3}
        value={form.extras}
        onChange={({ target }) => put({ extras: [...target.selectedOptions].map(({ value }) => value) })}
      >
        <option value="milk">Milk</option>
        <option value="sugar">Sugar</option>
        <option value="cup">Cup</option>
      </select>
      <input id="gift" type="checkbox" checked={form.gift} onChange={({ target }) => put({ gift: target.checked })} />
      {["invoice", "card"].map((way) => (
        <label key={way}>
          <input type="radio" id={way} name="way" checked={form.pay === way} onChange={() => put({ pay: way })} />
          {way}
        </label>
      ))}
      <input id="date" type="date" value={form.date} onChange={text("date")} />
      <input id="time" type="time" value={form.time} onChange={text("time")} />
      <input
        id="level"
        type="range"
        value={form.level}
        onChange={({ target }) => put({ level: target.valueAsNumber })}
      />
      <div
        id="about"
        contentEditable
        suppressContentEditableWarning
        onInput={({ currentTarget }) => put({ about: currentTarget.innerText })}
      />
      <Select
        inputId="town"
        options={townOptions}
        value={townOptions.find(({ value }) => value === form.town) ?? null}
        onChange={(option) => put({ town: option?.value ?? "" })}
      />
      <DialogTrigger isOpen={form.isOpen} onOpenChange={(isOpen) => put({ isOpen })}>
        <Button id="open">Open</Button>
        <Modal isDismissable>
          <Dialog aria-label="More">
            <input id="in-dialog" value={form.inDialog} onChange={text("inDialog")} />
            <Button id="done" slot="close">
              Done
            </Button>
          </Dialog>
        </Modal>
      </DialogTrigger>
      <Tabs selectedKey={form.tab} onSelectionChange={(tab) => put({ tab: String(tab) })}>
        <TabList aria-label="Tabs">
          <Tab id="first">First</Tab>
          <Tab id="second">Second</Tab>
        </TabList>
        <TabPanel id="first">One</TabPanel>
        <TabPanel id="second">Two</TabPanel>
      </Tabs>
      <pre id="state">{JSON.stringify(form)}</pre>
    </>
  );
}

createRoot(document.querySelector("#app")!).render(<Form />);
