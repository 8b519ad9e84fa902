/** Viewer → customer's page: pointer and control, each for one picture (`epoch`) and, where it acts on a node, by that node's id. */
import { createReader } from "./reader.ts";
import { createWriter } from "./writer.ts";

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
  | { readonly type: "resync" };

type Part = readonly [name: string, how: "u" | "z" | "long"];
const id: Part = ["id", "u"];
const x: Part = ["x", "z"];
const y: Part = ["y", "z"];
/** The order here numbers them on the wire. */
const layouts: Readonly<Record<ViewerCommand["type"], readonly Part[]>> = {
  point: [id, x, y],
  click: [id, x, y, ["count", "u"]],
  key: [id, ["modifiers", "u"], ["key", "long"]],
  text: [id, ["text", "long"]],
  choose: [id, ["index", "u"]],
  scroll: [id, x, y],
  navigate: [["url", "long"]],
  back: [],
  reload: [],
  resync: [],
};
const types = Object.keys(layouts) as ViewerCommand["type"][];
const maxTextBytes = 4000;

export function isControl(command: ViewerCommand): boolean {
  return command.type !== "point" && command.type !== "resync";
}

export function encodeCommand(epoch: number, command: ViewerCommand): Uint8Array<ArrayBuffer> {
  const w = createWriter();
  w.u(epoch);
  w.u(types.indexOf(command.type));
  for (const [name, how] of layouts[command.type]) w[how]((command as never)[name]);
  return w.take(0);
}

/** `null` when it is not a command. */
export function decodeCommand(payload: Uint8Array): { epoch: number; command: ViewerCommand } | null {
  try {
    const r = createReader(payload, []);
    const epoch = r.u();
    const type = types[r.u()];
    if (!type) return null;
    const command: Record<string, unknown> = { type };
    for (const [name, how] of layouts[type]) command[name] = r[how](maxTextBytes);
    return r.isAtEnd() ? { epoch, command: command as ViewerCommand } : null;
  } catch {
    return null;
  }
}
