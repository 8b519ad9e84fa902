/**
 * The address of a provider's page for one conversation (VIS-10). Only the listed placeholders, each value encoded. None before the
 * path, so that the origin is the administrator's word alone; and what people are called not in the path, where a name of dots
 * would lead elsewhere.
 */
import type { SettingProblemKind } from "@rinnalla/protocol";
import { isSecureAddress } from "./address.ts";

const placeholderNames = [
  "conversationId",
  "visualId",
  "kind",
  "locale",
  "agentId",
  "agentName",
  "customerName",
  "organisation",
] as const;
export type PlaceholderName = (typeof placeholderNames)[number];
export type PlaceholderValues = { readonly [Name in PlaceholderName]: string };
const names: ReadonlySet<string> = new Set<PlaceholderName>(["agentName", "customerName", "organisation"]);

export const placeholders: readonly PlaceholderName[] = placeholderNames;

const placeholder = /\{([^{}]*)\}/g;

export interface TemplateProblem {
  readonly problem: Extract<
    SettingProblemKind,
    "missing" | "notAnAddress" | "unknownPlaceholder" | "placeholderInOrigin" | "nameInPath"
  >;
  readonly entry?: string;
}

/** Null: sound. */
export function templateProblem(template: string): TemplateProblem | null {
  if (template.trim() === "") return { problem: "missing" };
  const rest = template.replace(placeholder, "");
  // A brace that is left over is a slip, and a space would be cut away.
  if (/[{}\s\\]/.test(rest)) return { problem: "notAnAddress" };
  for (const { 1: name = "", index } of template.matchAll(placeholder)) {
    if (!placeholders.some((one) => one === name)) return { problem: "unknownPlaceholder", entry: `{${name}}` };
    const before = template.slice(0, index);
    if (!/^[a-z]+:\/\/[^/?#]+[/?#]/i.test(before)) return { problem: "placeholderInOrigin", entry: `{${name}}` };
    if (names.has(name) && !/[?#]/.test(before)) return { problem: "nameInPath", entry: `{${name}}` };
  }
  if (!URL.canParse(rest)) return { problem: "notAnAddress" };
  const url = new URL(rest);
  return isSecureAddress(url) && url.username === "" && url.password === "" ? null : { problem: "notAnAddress" };
}

/** Of a sound template. */
export function fillTemplate(template: string, values: PlaceholderValues): string {
  return template.replace(placeholder, (_whole, name: PlaceholderName) => encodeURIComponent(values[name]));
}

/** Where the provider's page lives; null for a template that is not sound. */
export function originOf(template: string): string | null {
  return templateProblem(template) ? null : new URL(template.replace(placeholder, "")).origin;
}
