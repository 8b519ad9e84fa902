import { DatabaseSync } from "node:sqlite";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSqlite } from "./open.ts";

function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-migrate-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "deeper", "rinnalla.db");
}

test("a database of a newer program is refused and left as it is", async () => {
  const path = temporaryPath();
  await (await openSqlite({ path })).close();
  const database = new DatabaseSync(path);
  database.exec("INSERT INTO schema_version VALUES (999)");
  database.close();
  await expect(openSqlite({ path })).rejects.toMatchObject({ name: "StoreError", reason: "migration" });
});

test("a file that is no database is said to be corrupt", async () => {
  const path = temporaryPath();
  await (await openSqlite({ path })).close();
  writeFileSync(path, "no database ".repeat(1000));
  await expect(openSqlite({ path })).rejects.toMatchObject({ name: "StoreError", reason: "corrupt" });
});
