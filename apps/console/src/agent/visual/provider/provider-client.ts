/** The REST side of a provider's session: its page, and what the page tells (VIS-10). */
import type {
  ConversationId,
  ErrorCode,
  ProviderEvent,
  ProviderPage,
  ProviderView,
  VisualId,
} from "@rinnalla/protocol";
import type { Told } from "./provider-link.ts";

export async function readProviders(signal: AbortSignal): Promise<readonly ProviderView[]> {
  const answer = await fetch("/api/staff/providers", { signal });
  return answer.ok ? ((await answer.json()) as ProviderView[]) : [];
}

/** Where the page of this session is, with a fresh token. */
export async function openPage(
  id: ConversationId,
  visualId: VisualId,
  locale: string,
): Promise<ProviderPage | { readonly code: ErrorCode }> {
  const answer = await post(`/api/conversations/${id}/visual/${visualId}/page`, { locale });
  return answer.ok ? (answer.body as ProviderPage) : { code: answer.code };
}

export async function reportEvent(token: string, event: ProviderEvent): Promise<Told> {
  const answer = await post("/api/provider-reports", { token, event });
  return answer.ok ? { ok: true } : answer;
}

type Posted = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly code: ErrorCode };

async function post(path: string, body: unknown): Promise<Posted> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as { readonly code?: ErrorCode };
    return answer.ok ? { ok: true, body: said } : { ok: false, code: said.code ?? "internal" };
  } catch {
    return { ok: false, code: "unavailable" };
  }
}
