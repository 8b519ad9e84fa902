/**
 * `npm run --silent janus-config -- --folder /etc/rinnalla-janus`: writes what Janus runs with (CALL-11) into that folder.
 * docs/guides/media-server.md explains the options.
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { janusConfig, type JanusOptions } from "../apps/server/src/calls/janus/janus-config.ts";

class BadOption extends Error {}

const usage = `npm run --silent janus-config -- --folder /etc/rinnalla-janus [--port 8188] [--media-ports 20000-40000] [--public-ip 198.51.100.7] [--event-loops 2]
The secret is read from RINNALLA_JANUS_SECRET.`;

/** Throws for what Janus could not mean. */
export function readJanusOptions(args: readonly string[], environment: NodeJS.ProcessEnv): JanusOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { folder: text, port: text, "media-ports": text, "public-ip": text, "event-loops": text },
  });
  const secret = environment["RINNALLA_JANUS_SECRET"] ?? "";
  if (!/^[\w+/=.~-]{16,}$/.test(secret)) throw new BadOption("RINNALLA_JANUS_SECRET: at least 16 letters and digits");
  if (!values.folder) throw new BadOption("--folder: where the configuration is to be");
  const publicIp = values["public-ip"];
  if (publicIp !== undefined && !isIP(publicIp)) throw new BadOption("--public-ip: an address");
  const [first, last, ...more] = (values["media-ports"] ?? "20000-40000").split("-").map(portOf);
  if (first === undefined || last === undefined || more.length > 0 || first >= last)
    throw new BadOption("--media-ports: first-last");
  const eventLoops = Number(values["event-loops"] ?? 2);
  if (!Number.isInteger(eventLoops) || eventLoops < 1 || eventLoops > 256)
    throw new BadOption("--event-loops: a number, of the processors that Janus may have");
  return {
    folder: resolve(values.folder),
    secret,
    port: portOf(values.port ?? "8188"),
    mediaPorts: [first, last],
    eventLoops,
    ...(publicIp !== undefined && { publicIp }),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new BadOption(`a port, not "${text}"`);
  return port;
}

if (import.meta.main) {
  try {
    const options = readJanusOptions(process.argv.slice(2), process.env);
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    for (const [name, content] of janusConfig(options)) {
      const file = join(options.folder, name);
      writeFileSync(file, content, { mode: 0o600 });
      // Also of a file that was there before.
      chmodSync(file, 0o600);
      console.log(file);
    }
  } catch (failure) {
    if (!(failure instanceof BadOption) && !(failure instanceof TypeError)) throw failure;
    console.error(`${failure.message}\n\n${usage}`);
    process.exitCode = 1;
  }
}
