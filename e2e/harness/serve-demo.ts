/** The real server with demo data that an administrator has changed; `main.ts` knows the demo as it is alone. */
import { writeLinksFile } from "../../apps/server/src/demo/links-file.ts";
import { readEnvironment } from "../../apps/server/src/settings/environment.ts";
import { startServer } from "../../apps/server/src/start-server.ts";

const options = readEnvironment(process.env);
const server = await startServer({ ...options, demo: JSON.parse(process.env["RINNALLA_E2E_DEMO"]!) });
writeLinksFile(options.dataFolder, server.shopUrl, server.links);
process.once("SIGTERM", () => void server.close().then(() => process.exit(0)));
