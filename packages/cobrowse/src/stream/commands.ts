/** Viewer → customer's page: pointer and control, each for one picture (`epoch`) and, where it acts on a node, by that node's id. */
import { createReader, StreamError } from "./reader.ts";
import { createWriter } from "./writer.ts";

/** Place inside an element's box, in 1/10,000 of its size. */
export interface Anchor {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

export type ViewerCommand =
  | { readonly type: "point"; readonly at: Anchor | null }
  /** `count` 2: the second click of a double click. */
  | { readonly type: "click"; readonly at: Anchor; readonly count: number }
  /** One key as `KeyboardEvent.key`; id 0: whatever has the focus. `modifiers`: 1 shift, 2 control, 4 alt, 8 meta. */
  | { readonly type: "key"; readonly id: number; readonly key: string; readonly modifiers: number }
  | { readonly type: "text"; readonly id: number; readonly text: string }
  | { readonly type: "choose"; readonly id: number; readonly index: number }
  /** id 0: the document. Whole CSS pixels. */
  | { readonly type: "scroll"; readonly id: number; readonly x: number; readonly y: number }
  | { readonly type: "navigate"; readonly url: string }
  | { readonly type: "back" }
  | { readonly type: "reload" }
  /** The viewer lost the thread; not control. */
  | { readonly type: "resync" };

const types = ["point", "click", "key", "text", "choose", "scroll", "navigate", "back", "reload", "resync"] as const;

export function isControl(command: ViewerCommand): boolean {
  return command.type !== "point" && command.type !== "resync";
}

export function encodeCommand(epoch: number, command: ViewerCommand): Uint8Array<ArrayBuffer> {
  const w = createWriter();
  w.u(epoch);
  w.u(types.indexOf(command.type));
  switch (command.type) {
    case "point":
    case "click":
      w.u(command.at?.id ?? 0);
      w.u(command.at?.x ?? 0);
      w.u(command.at?.y ?? 0);
      if (command.type === "click") w.u(command.count);
      break;
    case "key":
      w.u(command.id);
      w.long(command.key);
      w.u(command.modifiers);
      break;
    case "text":
      w.u(command.id);
      w.long(command.text);
      break;
    case "choose":
      w.u(command.id);
      w.u(command.index);
      break;
    case "scroll":
      w.u(command.id);
      w.z(command.x);
      w.z(command.y);
      break;
    case "navigate":
      w.long(command.url);
      break;
    case "back":
    case "reload":
    case "resync":
  }
  return w.take(0);
}

/** `null` when it is not a command. */
export function decodeCommand(payload: Uint8Array): { epoch: number; command: ViewerCommand } | null {
  try {
    const r = createReader(payload, []);
    const epoch = r.u();
    const command = readCommand(types[r.u()], r);
    return command && r.isAtEnd() ? { epoch, command } : null;
  } catch (error) {
    if (error instanceof StreamError) return null;
    throw error;
  }
}

function readCommand(
  type: (typeof types)[number] | undefined,
  r: ReturnType<typeof createReader>,
): ViewerCommand | null {
  switch (type) {
    case "point":
    case "click": {
      const at = { id: r.u(), x: Math.min(r.u(), 10_000), y: Math.min(r.u(), 10_000) };
      if (type === "point") return { type, at: at.id ? at : null };
      return { type, at, count: Math.min(r.u(), 3) };
    }
    case "key":
      return { type, id: r.u(), key: r.long(32), modifiers: r.u() & 15 };
    case "text":
      return { type, id: r.u(), text: r.long(4000) };
    case "choose":
      return { type, id: r.u(), index: r.u() };
    case "scroll":
      return { type, id: r.u(), x: r.z(), y: r.z() };
    case "navigate":
      return { type, url: r.long(2000) };
    case "back":
    case "reload":
    case "resync":
      return { type };
    case undefined:
      return null;
  }
}
