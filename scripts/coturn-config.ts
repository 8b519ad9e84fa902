/**
 * `npm run --silent coturn-config -- --realm relay.example --secret … > turnserver.conf`: what coturn runs with (RUN-03).
 * docs/guides/relays.md explains the options. What would break out of its line of the file is refused.
 */
import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { coturnConfig, type CoturnOptions } from "../apps/server/src/calls/coturn-config.ts";

class BadOption extends Error {}

const usage = `npm run --silent coturn-config -- --realm relay.example [--secret …] [--external-ip 198.51.100.7[/10.0.0.5]]
  [--listening-ip …] [--port 3478] [--cert fullchain.pem --key privkey.pem [--tls-port 5349]] [--relay-ports 49152-65535]
Without --secret it is read from RINNALLA_TURN_SECRET, which leaves no trace in the list of processes.`;

/** Throws for what coturn could not mean. */
export function readCoturnOptions(args: readonly string[], environment: NodeJS.ProcessEnv): CoturnOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      realm: text,
      secret: text,
      "external-ip": text,
      "listening-ip": text,
      port: text,
      cert: text,
      key: text,
      "tls-port": text,
      "relay-ports": text,
    },
  });
  const { realm, cert, key } = values;
  const secret = values.secret ?? environment["RINNALLA_TURN_SECRET"];
  if (!realm || !/^[\w.-]+$/.test(realm)) throw new BadOption("--realm: a name such as relay.example");
  if (!secret || !/^[\w+/=.~-]{16,}$/.test(secret))
    throw new BadOption("--secret: at least 16 letters and digits, such as `openssl rand -hex 32` gives");
  if ((cert === undefined) !== (key === undefined)) throw new BadOption("--cert and --key: both or neither");
  for (const path of [cert, key])
    if (path !== undefined && !/^[\w./@-]+$/.test(path)) throw new BadOption(`a path without spaces, not "${path}"`);
  const externalIp = values["external-ip"];
  if (externalIp !== undefined && !isAddressPair(externalIp))
    throw new BadOption("--external-ip: the public address, with /private-address behind a NAT");
  const listeningIp = values["listening-ip"];
  if (listeningIp !== undefined && !isIP(listeningIp))
    throw new BadOption("--listening-ip: an address of this machine");
  const relayPorts = values["relay-ports"]?.split("-").map((each) => portOf("--relay-ports", each));
  const [first, last] = relayPorts ?? [];
  if (relayPorts && (relayPorts.length !== 2 || first! >= last!)) throw new BadOption("--relay-ports: first-last");
  return {
    realm,
    secret,
    ...(externalIp !== undefined && { externalIp }),
    ...(listeningIp !== undefined && { listeningIp }),
    ...(values.port !== undefined && { port: portOf("--port", values.port) }),
    ...(values["tls-port"] !== undefined && { tlsPort: portOf("--tls-port", values["tls-port"]) }),
    ...(cert !== undefined && key !== undefined && { certificate: { certificate: cert, key } }),
    ...(first !== undefined && last !== undefined && { relayPorts: [first, last] }),
  };
}

function isAddressPair(text: string): boolean {
  const parts = text.split("/");
  return parts.length <= 2 && parts.every((each) => isIP(each) !== 0);
}

function portOf(option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new BadOption(`${option}: from 1 to 65535`);
  return port;
}

if (import.meta.main) {
  try {
    process.stdout.write(coturnConfig(readCoturnOptions(process.argv.slice(2), process.env)));
  } catch (failure) {
    console.error(`${failure instanceof Error ? failure.message : String(failure)}\n\n${usage}`);
    process.exitCode = 1;
  }
}
