/** The links as JSON for scripts: written whole or not at all, for the owner's eyes alone, because each link signs somebody in. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function writeLinksFile(
  dataFolder: string,
  shop: string | null,
  agents: Readonly<Record<string, string>>,
): void {
  const path = join(dataFolder, "demo-links.json");
  writeFileSync(`${path}.new`, `${JSON.stringify({ shop, agents }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
