/** The administrator's "Try it" (VIS-10): is the provider's page there, may it stand in a frame, and does its server's word arrive. */
import { fillTemplate, originOf } from "@rinnalla/core";
import type { ProviderConfig, ProviderTrial } from "@rinnalla/protocol";
import { frameVerdict } from "./frame-verdict.ts";

const patienceMs = 6_000;
const mostRedirects = 3;

/** Of a manifest that has no problems. Only the address of the template is asked for, and only status and headers are looked at. */
export async function tryProvider(
  provider: ProviderConfig,
  consoleOrigin: string,
): Promise<Omit<ProviderTrial, "callback">> {
  const example = fillTemplate(provider.urlTemplate, {
    conversationId: "example-conversation",
    visualId: "example-session",
    kind: provider.capabilities[0] ?? "cobrowse",
    locale: provider.locales[0] ?? "en",
    agentId: "example-agent",
    agentName: "Example Agent",
    customerName: "Example Customer",
    organisation: "Example",
  });
  const page = await ask(new URL(example));
  if (!page) return { reach: { status: null, problem: "unreachable" }, frame: null, example };
  const { status, headers } = page;
  const problem = status >= 500 ? "failing" : status === 404 || status === 410 ? "notFound" : null;
  const frame =
    provider.opensIn === "frame" ? frameVerdict(headers, originOf(provider.urlTemplate) ?? "", consoleOrigin) : null;
  return { reach: { status, problem }, frame, example };
}

/** Followed no further than to where it may live: a page that asks for sign-in first sends on, mostly to itself. */
async function ask(first: URL): Promise<{ readonly status: number; readonly headers: Headers } | null> {
  let url = first;
  const signal = AbortSignal.timeout(patienceMs);
  try {
    for (let redirects = 0; ; redirects += 1) {
      const answer = await fetch(url, { redirect: "manual", signal, headers: { accept: "text/html" } });
      await answer.body?.cancel();
      const location = answer.headers.get("location");
      const isSentOn = answer.status >= 300 && answer.status < 400 && location !== null && redirects < mostRedirects;
      if (!isSentOn) return answer;
      const next = new URL(location, url);
      // Elsewhere is not what the administrator asked to be tried.
      if (next.origin !== first.origin) return answer;
      url = next;
    }
  } catch {
    return null;
  }
}
