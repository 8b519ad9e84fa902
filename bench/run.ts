/** `npm run bench -- NAME [options]`: runs `bench/NAME/run.ts`. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const name = process.argv[2] ?? "";
const file = fileURLToPath(new URL(`${name}/run.ts`, import.meta.url));
if (name && existsSync(file)) await import(file);
else {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const names = readdirSync(folder).filter((each) => existsSync(`${folder}${each}/run.ts`));
  console.error(`Which benchmark? There are: ${names.join(", ")}`);
  process.exitCode = 1;
}
