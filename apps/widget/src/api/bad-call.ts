/** What speaks against a call of the JavaScript API, in words for whoever wrote it; `null`: nothing (CHAT-09). */
import { announce } from "./api.ts";

const events = "ready, queued, assigned, message, minimise, close, error, proactive, ringing, accepted, ended";

/** Of an object's fields by their type; a field that nobody knows is a slip of the pen. */
function misfit(method: string, value: unknown, fields: Readonly<Record<string, "string" | "number" | "boolean">>) {
  if (typeof value !== "object" || value === null) return `${method}: it takes an object`;
  for (const [name, given] of Object.entries(value))
    if (!fields[name] || (given !== undefined && typeof given !== fields[name]))
      return `${method}: "${name}" must be ${fields[name] ?? `one of ${Object.keys(fields).join(", ")}`}`;
  return null;
}

export function badStart(options: unknown): string | null {
  return options === undefined ? null : misfit("start", options, { name: "string", message: "string" });
}

/** Asked by the part that shows invitations: the loader is better off without it. */
export function badInvite(options: unknown): string | null {
  const fields = { text: "string", id: "string", againAfterDays: "number", isForAbsence: "boolean" } as const;
  const problem = misfit("proactive", options, fields);
  if (problem) return problem;
  const { text = "", againAfterDays = 0 } = options as { text?: string; againAfterDays?: number };
  // As long as one that the administrator writes.
  if (!text.trim() || text.length > 300) return 'proactive: "text" must be 1 to 300 characters';
  return againAfterDays >= 0 ? null : 'proactive: "againAfterDays" must not be below 0';
}

export function badIdentify(provider: unknown): string | null {
  return provider === null || typeof provider === "function" ? null : "identify: it takes a function, or null";
}

export function badOn(event: unknown, listener: unknown): string | null {
  if (!events.split(", ").includes(String(event))) return `on: there is no "${String(event)}", only ${events}`;
  return typeof listener === "function" ? null : "on: the listener must be a function";
}

/** Tells whoever wrote the page. */
export function refuse(problem: string): false {
  const cause = `Rinnalla.${problem}`;
  // For whoever writes the page: the one thing here that is not for its visitors.
  // oxlint-disable-next-line eslint/no-console
  console.error(cause);
  announce("error", { code: "badCall", cause });
  return false;
}
