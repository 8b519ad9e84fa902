/** Files that are on disk, whole, once they are there at all: also after a crash in the middle of it. */
import { link, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "@rinnalla/protocol";

/** False if there is such a file already. A link appears whole or not at all, and never over another. */
export async function writeOnce(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  const draft = join(folder, `.${newId()}`);
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, join(folder, name));
  } catch (failure) {
    if (codeOf(failure) === "EEXIST") return false;
    throw failure;
  } finally {
    await unlink(draft);
  }
  await syncFolder(folder);
  return true;
}

/** Of a file or a folder: what was written, renamed or linked in it is on disk. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function isMissing(failure: unknown): boolean {
  return codeOf(failure) === "ENOENT";
}

function codeOf(failure: unknown): unknown {
  return failure instanceof Error && "code" in failure ? failure.code : null;
}
