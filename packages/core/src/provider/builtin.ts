/** The built-in provider, described as any other is (VIS-10): what a widget may choose, and what its pages do. */
import type { ProviderChoice, ProviderConfig, VisualKind } from "@rinnalla/protocol";

/** Its page is the console's own, so it has no address and tells everything itself. */
export interface ProviderManifest extends Pick<
  ProviderConfig,
  "name" | "icon" | "locales" | "capabilities" | "opensIn"
> {
  readonly id: NonNullable<ProviderChoice>;
}

export const builtin: ProviderManifest = {
  id: "builtin",
  name: "Rinnalla",
  icon: null,
  locales: ["en", "fi"],
  capabilities: ["cobrowse", "screenShare"],
  opensIn: "frame",
};

/** The built-in one and those that the administrator has added, in one list. */
export function registry(added: readonly ProviderConfig[]): readonly ProviderManifest[] {
  return [builtin, ...added];
}

/** Those that a widget may have for this kind (VIS-01). */
export function providersFor(kind: VisualKind, added: readonly ProviderConfig[]): readonly ProviderManifest[] {
  return registry(added).filter(({ capabilities }) => capabilities.includes(kind));
}

/** Of the provider's languages the one that fits, or its first. */
export function localeFor({ locales }: Pick<ProviderConfig, "locales">, wanted: string): string {
  const of = (locale: string) => locale.split("-")[0]?.toLowerCase();
  return locales.find((one) => one === wanted) ?? locales.find((one) => of(one) === of(wanted)) ?? locales[0] ?? wanted;
}
