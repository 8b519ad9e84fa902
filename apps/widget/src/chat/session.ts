/** The visitor's session: who the site says it is, or who this browser was before, or somebody new (CHAT-03, CHAT-08). */
import type { PublicWidget } from "@rinnalla/protocol";
import { announce } from "../api/api.ts";
import type { Site } from "../api/site.ts";
import type { Keep } from "./keep.ts";

export interface VisitorSession {
  readonly token: string;
  readonly widget: PublicWidget;
  readonly isSignedIn?: true;
}

/** Makes or renews the visitor. Rejects if the server is away or refuses this page's origin. */
export async function openSession(
  server: string,
  widgetId: string,
  keep: Keep,
  site: Site | null,
): Promise<VisitorSession> {
  const ask = (body: object): Promise<Response> =>
    fetch(new URL(`api/widget/${encodeURIComponent(widgetId)}/session`, server), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const turn = site?.turn;
  const identity = await site?.token();
  const anonymous = keep.token ? { token: keep.token } : {};
  let answer = await ask(identity ? { identity } : anonymous);
  if (identity && answer.status === 403) {
    announce("error", await answer.json());
    answer = await ask(anonymous);
  }
  if (!answer.ok) throw new Error(`session ${answer.status}`);
  const session = (await answer.json()) as VisitorSession;
  // Somebody else signed in meanwhile: nothing of this one is kept.
  if (site?.turn !== turn) return openSession(server, widgetId, keep, site);
  keep.token = session.token;
  keep.set("isSignedIn", session.isSignedIn ?? null);
  keep.set("look", session.widget);
  return session;
}
