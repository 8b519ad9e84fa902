/** Moves the caret, or the end of the selection, as the key would: in fields by their own count, in editable elements by the browser's. */
import { isTextField, type TextField } from "./text-field.ts";

const ways: Readonly<Record<string, readonly [direction: string, granularity: string]>> = {
  ArrowLeft: ["left", "character"],
  ArrowRight: ["right", "character"],
  ArrowUp: ["backward", "line"],
  ArrowDown: ["forward", "line"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
};

/** Whether it was such a key. `modifiers` as in a command. */
export function moveCaret(target: Element, key: string, modifiers: number): boolean {
  const way = ways[key];
  // Up and down step a number.
  if (!way || ((target as HTMLInputElement).type === "number" && /Up|Down/.test(key))) return false;
  const isExtending = (modifiers & 1) > 0;
  const isWord = (modifiers & 10) > 0;
  // Numbers and addresses do not tell where their caret is.
  if (isTextField(target) && target.selectionStart !== null) {
    moveInField(target, key, isExtending, isWord);
    return true;
  }
  const granularity = !isWord
    ? way[1]
    : /Left|Right/.test(key)
      ? "word"
      : /Home|End/.test(key)
        ? "documentboundary"
        : way[1];
  target.ownerDocument.getSelection()?.modify(isExtending ? "extend" : "move", way[0], granularity);
  return true;
}

function moveInField(field: TextField, key: string, isExtending: boolean, isWord: boolean): void {
  const { selectionStart, selectionEnd, selectionDirection, value } = field;
  const [start, end] = [selectionStart!, selectionEnd!];
  const isBackward = selectionDirection === "backward";
  const at = isBackward ? start : end;
  const anchor = isBackward ? end : start;
  const isChosen = start !== end && !isExtending && !isWord;
  const to =
    isChosen && key === "ArrowLeft"
      ? start
      : isChosen && key === "ArrowRight"
        ? end
        : placeAfter(value, at, key, isWord);
  if (!isExtending) field.setSelectionRange(to, to);
  else field.setSelectionRange(Math.min(anchor, to), Math.max(anchor, to), to < anchor ? "backward" : "forward");
}

/** Where a caret at `at` goes in `value`. Lines are those that the text has, not those that it is shown in. */
export function placeAfter(value: string, at: number, key: string, isWord: boolean): number {
  const line = value.lastIndexOf("\n", at - 1) + 1;
  const next = value.indexOf("\n", at);
  const column = at - line;
  switch (key) {
    case "Home":
      return isWord ? 0 : line;
    case "End":
      return isWord || next < 0 ? value.length : next;
    case "ArrowLeft":
      return isWord
        ? at - /(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]+|^)\s*$/u.exec(value.slice(0, at))![0].length
        : Math.max(0, at - 1);
    case "ArrowRight":
      return isWord
        ? at + /^\s*(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]+|$)/u.exec(value.slice(at))![0].length
        : Math.min(value.length, at + 1);
    case "ArrowUp":
      return line === 0 ? 0 : Math.min(line - 1, value.lastIndexOf("\n", line - 2) + 1 + column);
    default:
      return next < 0 ? value.length : Math.min(next + 1 + column, (value + "\n").indexOf("\n", next + 1));
  }
}
