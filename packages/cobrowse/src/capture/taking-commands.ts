/**
 * What comes from the agent's viewer: pointing is shown, deeds go through control and its gates. Fetched with the first command; control
 * and pointing each when first needed, and those that wait for them keep their order. What could not be fetched now may be later.
 */
import type { Pointing } from "../pointing/pointing.ts";
import { decodeCommand } from "../stream/commands.ts";
import * as op from "../stream/op.ts";
import type { CaptureOptions } from "../types.ts";
import { maskCardNumbers } from "./card-numbers.ts";
import type { Control, ControlCommand } from "./control.ts";
import type { Secrecy } from "./secrecy.ts";
import type { Tree } from "./tree.ts";

export interface CommandTakerOptions {
  readonly capture: CaptureOptions;
  readonly tree: Tree;
  readonly secrecy: Secrecy;
  /** Where our own marks in the page are written down. */
  readonly excluded: Set<Node>;
  isLive(): boolean;
  /** Of the picture that is shown now. */
  epoch(): number;
  /** The customer's last key or click. */
  handAt(): number;
  say(...numbers: number[]): void;
  /** The viewer lost the thread. */
  resync(): void;
  /** The viewer cannot fetch the picture. */
  bring(node: Node): void;
}

export interface CommandTaker {
  take(payload: Uint8Array): void;
  /** Nobody looks on: puts away what is shown of the agent. */
  rest(): void;
  remove(): void;
}

export function createCommandTaker(options: CommandTakerOptions): CommandTaker {
  const { tree, isLive, say } = options;
  const { window, agentName } = options.capture;
  let pointing: Promise<Pointing> | null = null;
  let control: Promise<Control> | null = null;

  async function act(command: ControlCommand, isStale: boolean): Promise<void> {
    control ??= Promise.all([import("./control.ts"), import("./guard-reading.ts")]).then(
      ([{ createControl }, { guardedKind, nameOf }]) =>
        createControl({
          ...options.capture,
          window: window as Window & typeof globalThis,
          tree,
          secrecy: options.secrecy,
          guardedKind,
          nameOf,
          maskText: maskCardNumbers,
          handAt: options.handAt,
          outcome: (code) => say(op.outcome, code),
          mark: (element) => void show((each) => each.frame(element)),
        }),
    );
    const made = await control.catch(() => (control = null));
    if (made && isLive()) await made.act(command, isStale);
  }

  async function show(use: (pointing: Pointing) => void): Promise<void> {
    pointing ??= import("../pointing/pointing.ts").then(({ createPointing }) => {
      const made = createPointing(window.document, agentName);
      options.excluded.add(made.host);
      return made;
    });
    const made = await pointing.catch(() => (pointing = null));
    if (made && isLive()) use(made);
  }

  return {
    take(payload) {
      const message = decodeCommand(payload);
      if (!message || !isLive()) return;
      const { command } = message;
      if (command.type === "resync") return options.resync();
      const isStale = message.epoch !== options.epoch();
      const target = "id" in command && !isStale ? tree.nodeOf(command.id) : undefined;
      if (command.type === "bring") {
        if (target) options.bring(target);
        return;
      }
      if (command.type !== "point" && command.type !== "draw" && command.type !== "erase")
        return void act(command, isStale).catch(() => undefined);
      if (!isStale || command.type === "erase")
        void show((each) => each.take(command, target?.nodeType === 1 ? (target as Element) : null));
    },
    rest: () => void pointing?.then((each) => (each.erase(0), each.hide(), each.frame(null))).catch(() => undefined),
    remove: () => void pointing?.then((each) => each.remove()).catch(() => undefined),
  };
}
