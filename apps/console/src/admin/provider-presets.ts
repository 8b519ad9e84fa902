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
  /** How agent and customer meet: the agent passes on a link or code, or the customer reads one out to the agent. */
  readonly way: "agentShares" | "customerReads";
}

export const presets: readonly ProviderPreset[] = [
  {
    id: "cobrowse.io",
    name: "Cobrowse.io",
    capabilities: ["cobrowse"],
    urlTemplate: "https://cobrowse.io/dashboard",
    joinHosts: [],
    source: "https://docs.cobrowse.io",
    way: "customerReads",
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
];

/** What a new provider becomes by this preset. */
export function ofPreset({ id, name, capabilities, urlTemplate, joinHosts }: ProviderPreset): Partial<ProviderConfig> {
  return { preset: id, name, capabilities, urlTemplate, joinHosts, opensIn: "window", events: [] };
}

export function presetOf({ preset }: Pick<ProviderConfig, "preset">): ProviderPreset | null {
  return presets.find(({ id }) => id === preset) ?? null;
}
