/** Changes what a field holds so that the page's framework notices: the browser's own editing first, then the prototype's setter. */
import { isElement, realmOf } from "./realm.ts";
import { isTextField, type TextField } from "./text-field.ts";

export function isEditable(element: Element): boolean {
  if ((element as HTMLElement).isContentEditable) return true;
  return element.localName === "input" || element.localName === "textarea" ? isFree(element as TextField) : false;
}

export function isFree(field: TextField): boolean {
  return !field.readOnly && !field.matches(":disabled");
}

/** By the names of `execCommand`. */
export type Edit = "insertText" | "delete" | "forwardDelete" | "insertLineBreak" | "insertParagraph";

/** `target` has the focus. */
export function edit(target: Element, how: Edit, text = ""): void {
  if (!isEditable(target)) return;
  const field = target as TextField;
  const isField = target.localName === "input" || target.localName === "textarea";
  if (isField && !isTextField(target)) {
    // Dates, times, colours, ranges: whole values only.
    if (how === "insertText") (setValue(field, text, how, text), announce(field, "change"));
    return;
  }
  const before = isField ? field.value : target.innerHTML;
  // Gives trusted `beforeinput` and `input` events, a history to undo, and `change` on blur.
  const isDone = target.ownerDocument.execCommand(how, false, text);
  if ((isDone && (isField ? field.value : target.innerHTML) !== before) || !isField) return;
  if (how === "insertText") setValue(field, spliced(field, text), how, text);
  else if (how === "delete") setValue(field, field.value.slice(0, -1), "deleteContentBackward", null);
}

/** The value with `text` in place of the selection; number fields do not tell theirs. */
function spliced(field: TextField, text: string): string {
  const { value, selectionStart, selectionEnd } = field;
  const limit = field.maxLength >= 0 ? field.maxLength : Infinity;
  const next = value.slice(0, selectionStart ?? value.length) + text + value.slice(selectionEnd ?? value.length);
  return next.length > limit ? value : next;
}

/** Through the prototype's setter: React replaces the one on the element and would not see the change. */
export function setValue(field: TextField, value: string, inputType: string, data: string | null): void {
  const realm = realmOf(field);
  const { prototype } = field.localName === "textarea" ? realm.HTMLTextAreaElement : realm.HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype, "value")!.set!.call(field, value);
  field.dispatchEvent(new realm.InputEvent("input", { bubbles: true, composed: true, inputType, data }));
}

export function isSelect(node: Node | null | undefined): node is HTMLSelectElement {
  return isElement(node) && node.localName === "select";
}

export function choose(select: HTMLSelectElement, index: number): boolean {
  const option = select.options[index];
  if (!option || option.disabled || select.matches(":disabled")) return false;
  if (select.multiple) option.selected = !option.selected;
  else
    Object.getOwnPropertyDescriptor(realmOf(select).HTMLSelectElement.prototype, "selectedIndex")!.set!.call(
      select,
      index,
    );
  announce(select, "input");
  announce(select, "change");
  return true;
}

export function announce(element: Element, type: string): void {
  element.dispatchEvent(new (realmOf(element).Event)(type, { bubbles: true, composed: type === "input" }));
}
