/**
 * Products that are well known, as their public documentation tells of them; none was tried against the live service. They do not
 * speak our contract: they open in a window, and the agent says by hand what they show. `source`: what it was taken from.
 */
import type { ProviderConfig, VisualKind } from "@rinnalla/protocol";

export interface ProviderPreset {
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly VisualKind[];
  readonly urlTemplate: string;
  readonly joinHosts: readonly string[];
  readonly source: string;
  /** How the two meet: the agent passes on a link or code, the customer tells one to the agent, or the customer starts and the agent takes it. */
  readonly way: "agentShares" | "customerReads" | "customerStarts";
}

export const presets: readonly ProviderPreset[] = [
  {
    id: "cobrowse.io",
    name: "Cobrowse.io",
    capabilities: ["cobrowse"],
    urlTemplate: "https://cobrowse.io/dashboard",
    joinHosts: [],
    source: "https://docs.cobrowse.io/sdk-features/6-digit-codes",
    way: "customerReads",
  },
  {
    id: "glance",
    name: "Glance",
    capabilities: ["cobrowse"],
    urlTemplate: "https://www.glance.net/login/default.aspx",
    joinHosts: [],
    source: "https://help.glance.cx/integrations/salesforce/joining_sessions/index.html",
    way: "customerReads",
  },
  {
    id: "surfly",
    name: "Surfly",
    capabilities: ["cobrowse"],
    urlTemplate: "https://app.surfly.com/",
    joinHosts: [],
    source: "https://docs.surfly.com/partner-admin/",
    way: "customerStarts",
  },
  {
    id: "upscope",
    name: "Upscope",
    capabilities: ["cobrowse"],
    urlTemplate: "https://app.upscope.io/",
    joinHosts: [],
    source: "https://docs.upscope.com/guides/terminology/",
    way: "customerReads",
  },
  {
    id: "zoho-assist",
    name: "Zoho Assist",
    capabilities: ["screenShare"],
    urlTemplate: "https://assist.zoho.com/",
    joinHosts: ["assist.zoho.com", "join.zoho.com"],
    source: "https://www.zoho.com/assist/api/createasession.html",
    way: "agentShares",
  },
];

/** What a new provider becomes by this preset. */
export function ofPreset({ id, name, capabilities, urlTemplate, joinHosts }: ProviderPreset): Partial<ProviderConfig> {
  return { preset: id, name, capabilities, urlTemplate, joinHosts, opensIn: "window", events: [] };
}

export function presetOf({ preset }: Pick<ProviderConfig, "preset">): ProviderPreset | null {
  return presets.find(({ id }) => id === preset) ?? null;
}
