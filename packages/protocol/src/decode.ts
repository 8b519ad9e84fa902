/** Text frame → checked client frame. The one door for all that clients send. */
import { Compile } from "typebox/compile";
import type { ErrorCode } from "./errors.ts";
import { ClientFrameSchema, type ClientFrame } from "./frames.ts";
import { limits } from "./limits.ts";

const compiled = Compile(ClientFrameSchema);

export function decodeClientFrame(text: string): { ok: true; frame: ClientFrame } | { ok: false; code: ErrorCode } {
  if (text.length > limits.textFrameBytes) return { ok: false, code: "tooLarge" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, code: "badFrame" };
  }
  return compiled.Check(value) ? { ok: true, frame: value } : { ok: false, code: "badFrame" };
}
