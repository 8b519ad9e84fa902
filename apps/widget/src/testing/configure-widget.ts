/** The administrator changes the demo's widget, through the door that the console uses. */
import type { WidgetConfig } from "@rinnalla/protocol";

/** `link`: a one-time link of the administrator. */
export async function configureWidget(link: string, change: Partial<WidgetConfig>): Promise<void> {
  const { origin } = new URL(link);
  const signedIn = await fetch(link, { redirect: "manual" });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const all = (await (await fetch(`${origin}/api/admin/configuration`, { headers: { cookie } })).json()) as {
    widget: WidgetConfig[];
  };
  const widget = all.widget.find(({ id }) => id === "w_demo");
  const answer = await fetch(`${origin}/api/admin/configuration/widget/w_demo`, {
    method: "PUT",
    headers: { cookie, origin, "content-type": "application/json" },
    body: JSON.stringify({ value: { ...widget, ...change }, before: widget }),
  });
  if (!answer.ok) throw new Error(`the widget was not changed: ${answer.status} ${await answer.text()}`);
}
