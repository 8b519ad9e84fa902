/**
 * What stands in for the browser's own pickers, which no script can open: a list for a select, a field of the same kind for a date, a
 * time or a colour. Stands over the picture, in the viewer document.
 */
import type { ViewerCommand } from "../stream/commands.ts";

const pickers = /^(?:date|time|month|week|datetime-local|color)$/;

/** The field that needs one. */
export function pickerField(element: Element): HTMLSelectElement | HTMLInputElement | null {
  const select = element.closest("select");
  if (select) return !select.multiple && select.size < 2 ? select : null;
  const input = element.localName === "input" ? (element as HTMLInputElement) : null;
  return input && pickers.test(input.type) ? input : null;
}

export interface Choice {
  offer(field: HTMLSelectElement | HTMLInputElement, id: number, at: { clientX: number; clientY: number }): void;
  close(): void;
}

export function createChoice(glass: HTMLElement, send: (command: ViewerCommand) => void): Choice {
  const document = glass.ownerDocument;
  const window = document.defaultView as Window & typeof globalThis;
  let shown: HTMLSelectElement | HTMLInputElement | null = null;

  function close(): void {
    // Removing it blurs it, which closes it.
    const closing = shown;
    shown = null;
    if (!closing) return;
    closing.remove();
    glass.focus();
  }

  function list(from: HTMLSelectElement): HTMLSelectElement {
    const made = document.createElement("select");
    made.size = Math.max(2, Math.min(12, from.options.length));
    for (const { label, disabled } of from.options) {
      const option = new window.Option(label);
      option.disabled = disabled;
      made.add(option);
    }
    return made;
  }

  function field(from: HTMLInputElement): HTMLInputElement {
    const made = document.createElement("input");
    made.type = from.type;
    for (const name of ["min", "max", "step"]) {
      const value = from.getAttribute(name);
      if (value !== null) made.setAttribute(name, value);
    }
    return made;
  }

  return {
    offer(from, id, at) {
      close();
      const made = from.localName === "select" ? list(from as HTMLSelectElement) : field(from as HTMLInputElement);
      const answer = (): void => {
        if (made.localName === "input" && made.value) send({ type: "text", id, text: made.value });
        if (made.localName === "select" && (made as HTMLSelectElement).selectedIndex >= 0)
          send({ type: "choose", id, index: (made as HTMLSelectElement).selectedIndex });
      };
      shown = made;
      made.id = "choice";
      made.setAttribute(
        "aria-label",
        from.getAttribute("aria-label") ?? from.labels?.[0]?.textContent?.trim() ?? from.id,
      );
      made.style.left = `${Math.max(0, Math.min(at.clientX, window.innerWidth - 200))}px`;
      made.style.top = `${Math.max(0, Math.min(at.clientY, window.innerHeight * 0.6))}px`;
      made.addEventListener("click", () => {
        if (made.localName !== "select" || (made as HTMLSelectElement).selectedIndex < 0) return;
        answer();
        close();
      });
      made.addEventListener("keydown", (event) => {
        const { key } = event as KeyboardEvent;
        if (key === "Enter") answer();
        if (key !== "Enter" && key !== "Escape") return;
        event.preventDefault();
        close();
      });
      made.addEventListener("blur", () => {
        if (shown !== made) return;
        if (made.localName === "input") answer();
        close();
      });
      document.body.append(made);
      made.focus();
    },
    close,
  };
}
