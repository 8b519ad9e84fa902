/** Results as they come: rows under a heading, drawn as a list and told as plain text in the report. */
export type RowState = "running" | "ok" | "warn" | "bad";

export interface Rows {
  readonly element: HTMLElement;
  /** A row of this name is written, or written anew. */
  set(name: string, state: RowState, words: string): void;
  lines(): string[];
}

const marks: Readonly<Record<RowState, string>> = { running: "…", ok: "✓", warn: "!", bad: "✕" };

export function createRows(onChange: () => void): Rows {
  const element = document.createElement("ul");
  element.className = "rows";
  const rows = new Map<string, { readonly item: HTMLElement; text: string }>();
  return {
    element,
    set(name, state, words) {
      const row = rows.get(name) ?? { item: element.appendChild(document.createElement("li")), text: "" };
      rows.set(name, row);
      row.text = `[${state}] ${name}: ${words}`;
      row.item.dataset["state"] = state;
      row.item.replaceChildren(part("i", marks[state]), part("strong", name), part("span", words));
      row.item.firstElementChild?.setAttribute("aria-hidden", "true");
      onChange();
    },
    lines: () => [...rows.values()].map(({ text }) => text),
  };
}

function part(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
