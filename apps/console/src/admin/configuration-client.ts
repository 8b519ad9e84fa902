/** The REST side of the administration: reads all settings, puts one (ADM-01). */
import type {
  AgentId,
  ConfigByKind,
  ConfigKind,
  Configuration,
  DeploymentView,
  ErrorCode,
  ImportOutcome,
  PreviewOpening,
  PreviewRequest,
  ProviderConfig,
  ProviderId,
  ProviderTrial,
  RemovalProblem,
  SettingProblem,
  TestLetterOutcome,
} from "@rinnalla/protocol";

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] }
  | { readonly ok: false; readonly removal: RemovalProblem }
  /** `offline`: the server could not be asked. */
  | { readonly ok: false; readonly code: ErrorCode | "offline" };

export function readConfiguration(): Promise<Answer<Configuration>> {
  return ask("/api/admin/configuration", {});
}

/** `before`: what the editor saw; null for a new one. */
export function putSetting<Kind extends ConfigKind>(
  kind: Kind,
  value: ConfigByKind[Kind],
  before: ConfigByKind[Kind] | null,
): Promise<Answer<ConfigByKind[Kind]>> {
  return ask(`/api/admin/configuration/${kind}/${value.id}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ value, before }),
  });
}

export function removeSetting(kind: ConfigKind, id: string): Promise<Answer<unknown>> {
  return ask(`/api/admin/configuration/${kind}/${id}`, { method: "DELETE" });
}

/** Where the browser downloads all settings from. */
export const settingsFileUrl = "/api/admin/configuration/file";

/** `isTrial`: says only what would be done. */
export function importSettings(text: string, isTrial: boolean): Promise<Answer<ImportOutcome>> {
  return ask(`${settingsFileUrl}${isTrial ? "?trial=1" : ""}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: text,
  });
}

/** The last import, as long as nothing of it was changed since. */
export function takeBackImport(): Promise<Answer<unknown>> {
  return ask(settingsFileUrl, { method: "DELETE" });
}

/** What the server's environment sets. */
export function readDeployment(): Promise<Answer<DeploymentView>> {
  return ask("/api/admin/deployment", {});
}

/** To the administrator's own address. */
export function sendTestLetter(): Promise<Answer<{ readonly outcome: TestLetterOutcome }>> {
  return ask("/api/admin/test-letter", { method: "POST" });
}

export function makeSignInLink(agentId: AgentId): Promise<Answer<{ readonly link: string }>> {
  return ask(`/api/admin/agents/${agentId}/sign-in-link`, { method: "POST" });
}

/** Of a provider that is saved. */
export function readCallbackSecret(id: ProviderId): Promise<Answer<{ readonly secret: string }>> {
  return ask(`/api/admin/providers/${id}/secret`, { method: "POST" });
}

/** Of a manifest as it stands in the form. */
export function tryProvider(provider: ProviderConfig): Promise<Answer<ProviderTrial>> {
  return ask("/api/admin/provider-trial", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(provider),
  });
}

/** For a page of the widget's own origins; to be opened at once. */
export function openPreview(request: PreviewRequest): Promise<Answer<PreviewOpening>> {
  return ask("/api/admin/previews", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
}

async function ask<Value>(path: string, init: RequestInit): Promise<Answer<Value>> {
  try {
    const answer = await fetch(path, init);
    const body = (await answer.json()) as unknown;
    if (answer.ok) return { ok: true, value: body as Value };
    return {
      ok: false,
      ...(body as { problems: SettingProblem[] } | { removal: RemovalProblem } | { code: ErrorCode }),
    };
  } catch {
    return { ok: false, code: "offline" };
  }
}
