/** The first frame: version, who it is (visitor's token or staff's ticket), and whether the page may speak for them. */
import { protocolVersion, type AgentConfig, type ErrorCode, type Hello, type WidgetConfig } from "@rinnalla/protocol";
import type { Tickets } from "../auth/tickets.ts";
import type { VisitorTokens } from "../auth/visitor-tokens.ts";
import type { Settings } from "../settings/settings.ts";
import { staffOf, type Staff, type Visitor } from "./person.ts";

export interface Doors {
  readonly settings: Settings;
  readonly visitorTokens: VisitorTokens;
  readonly tickets: Tickets;
  readonly consoleOrigins: () => readonly string[];
}

export type Greeted =
  | { readonly ok: true; readonly person: Visitor; readonly widget: WidgetConfig }
  | { readonly ok: true; readonly person: Staff; readonly agent: AgentConfig }
  | { readonly ok: false; readonly code: ErrorCode };

export async function greet(hello: Hello, origin: string, doors: Doors): Promise<Greeted> {
  if (hello.version !== protocolVersion) return { ok: false, code: "versionTooOld" };
  const { settings } = doors;
  if (hello.realm === "staff") {
    // The origin first: a ticket shown by a foreign page is not spent.
    if (!doors.consoleOrigins().includes(origin)) return { ok: false, code: "originRefused" };
    const agentId = doors.tickets.spend(hello.token);
    const agent = agentId && settings.agents.get(agentId);
    return agent ? { ok: true, person: staffOf(agent), agent } : { ok: false, code: "notSignedIn" };
  }
  const person = await doors.visitorTokens.read(hello.token);
  const widget = person && settings.widgets.get(person.widgetId);
  if (!person || !widget) return { ok: false, code: "notSignedIn" };
  if (!widget.allowedOrigins.includes(origin)) return { ok: false, code: "originRefused" };
  return { ok: true, person, widget };
}
