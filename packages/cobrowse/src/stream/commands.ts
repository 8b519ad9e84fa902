/** Viewer → customer's page: pointer and control, each for one picture (`epoch`) and, where it acts on a node, by that node's id. */

export type ViewerCommand =
  /** The laser at a place inside an element's box, in 1/10,000 of its size; id 0: put away. */
  | { readonly type: "point"; readonly id: number; readonly x: number; readonly y: number }
  /** `count` 2: the second click of a double click. */
  | { readonly type: "click"; readonly id: number; readonly x: number; readonly y: number; readonly count: number }
  /** One key as `KeyboardEvent.key`; id 0: whatever has the focus. `modifiers`: 1 shift, 2 control, 4 alt, 8 meta. */
  | { readonly type: "key"; readonly id: number; readonly modifiers: number; readonly key: string }
  | { readonly type: "text"; readonly id: number; readonly text: string }
  | { readonly type: "choose"; readonly id: number; readonly index: number }
  /** id 0: the document. Whole CSS pixels. */
  | { readonly type: "scroll"; readonly id: number; readonly x: number; readonly y: number }
  | { readonly type: "navigate"; readonly url: string }
  | { readonly type: "back" }
  | { readonly type: "reload" }
  /** The viewer lost the thread; not control. */
  | { readonly type: "resync" }
  /** The viewer could not fetch a picture (the site asks who fetches it): send what the customer sees. Not control. */
  | { readonly type: "bring"; readonly id: number }
  /** The button is held: `phase` 0 pressed, 1 moved, 2 let go. */
  | { readonly type: "drag"; readonly id: number; readonly x: number; readonly y: number; readonly phase: number }
  /** A line of the agent's pen, anchored to an element; `text` as `pointing/stroke.ts` packs it. Not control. */
  | { readonly type: "draw"; readonly id: number; readonly stroke: number; readonly text: string }
  /** Takes it away; 0: all of them. Not control. */
  | { readonly type: "erase"; readonly stroke: number };

/** What a command says besides its type, in the order of the wire. */
const layouts: Readonly<Record<ViewerCommand["type"], string>> = {
  point: "id x y",
  click: "id x y count",
  key: "id modifiers key",
  text: "id text",
  choose: "id index",
  scroll: "id x y",
  navigate: "url",
  back: "",
  reload: "",
  resync: "",
  bring: "id",
  drag: "id x y phase",
  draw: "id stroke text",
  erase: "stroke",
};
const maxTextChars = 4000;

export function isControl(command: ViewerCommand): boolean {
  return !/^(?:point|resync|bring|draw|erase)$/.test(command.type);
}

function namesOf(type: ViewerCommand["type"]): string[] {
  return layouts[type].match(/\w+/g) ?? [];
}

/** As JSON: commands are few and small, and the customer's page reads them without code of ours. */
export function encodeCommand(epoch: number, command: ViewerCommand): Uint8Array<ArrayBuffer> {
  const values = namesOf(command.type).map((name) => command[name as never]);
  return new TextEncoder().encode(JSON.stringify([epoch, command.type, ...values]));
}

/** `null` when it is not a command. */
export function decodeCommand(payload: Uint8Array): { epoch: number; command: ViewerCommand } | null {
  try {
    const [epoch, type, ...values] = JSON.parse(new TextDecoder().decode(payload)) as [
      number,
      ViewerCommand["type"],
      ...unknown[],
    ];
    const names = Object.hasOwn(layouts, type) ? namesOf(type) : null;
    if (names?.length !== values.length || !Number.isInteger(epoch)) return null;
    const isRight = (value: unknown, i: number): boolean =>
      /key|text|url/.test(names[i]!)
        ? typeof value === "string" && value.length <= maxTextChars
        : Number.isInteger(value);
    if (!values.every(isRight)) return null;
    return { epoch, command: { type, ...Object.fromEntries(values.map((value, i) => [names[i], value])) } as never };
  } catch {
    return null;
  }
}
