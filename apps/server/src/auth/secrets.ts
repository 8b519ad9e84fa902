/** The installation's own secrets: made at the first start, kept in the data folder for the owner's eyes alone. */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const secretBytes = 48;

/** The secret of this name; the same at every start. */
export function readSecret(dataFolder: string, name: string): string {
  const path = join(dataFolder, `${name}.secret`);
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (secret.length >= secretBytes) return secret;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== "ENOENT") throw failure;
  }
  mkdirSync(dataFolder, { recursive: true });
  const secret = randomBytes(secretBytes).toString("base64url");
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return secret;
}
