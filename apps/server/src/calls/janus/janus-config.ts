/**
 * The folder of configuration with which Janus runs for us (CALL-11): its video rooms alone, over a WebSocket on one address that only this
 * server reaches. Browsers never speak its API. `docs/guides/media-server.md`.
 */

export interface JanusOptions {
  readonly port: number;
  readonly secret: string;
  /** Where the folder will be. */
  readonly folder: string;
  /** Where Janus's plugins and transports are; Debian's package by default. */
  readonly library?: string;
  readonly listeningIp?: string;
  /** Of the media, UDP. */
  readonly mediaPorts?: readonly [first: number, last: number];
  /** Threads that all connections share; as many as Janus is to have processors. */
  readonly eventLoops?: number;
  /** The address that browsers reach it by, behind a one-to-one NAT. */
  readonly publicIp?: string;
}

const plugins = "audiobridge echotest recordplay sip nosip streaming textroom videocall voicemail duktape lua".split(
  " ",
);
const transports = "http mqtt nanomsg pfunix rabbitmq".split(" ");

/** Text by file name. */
export function janusConfig(options: JanusOptions): ReadonlyMap<string, string> {
  const {
    port,
    secret,
    folder,
    listeningIp = "127.0.0.1",
    mediaPorts = [20_000, 40_000],
    publicIp,
    eventLoops = 2,
  } = options;
  const library = options.library ?? "/usr/lib/x86_64-linux-gnu/janus";
  const general = [
    text("configs_folder", folder),
    text("plugins_folder", `${library}/plugins`),
    text("transports_folder", `${library}/transports`),
    // Neither is used; a folder without any is an empty one.
    text("events_folder", folder),
    text("loggers_folder", folder),
    text("api_secret", secret),
    "debug_level = 3",
    "debug_colors = false",
    "hide_dependencies = true",
    // Instead of a thread for each connection, whose waking costs a third of each packet and more.
    `event_loops = ${eventLoops}`,
    // A server of ours that died leaves nothing behind for longer than this.
    "session_timeout = 40",
  ];
  const nat = ["full_trickle = true", ...(publicIp ? [text("nat_1_1_mapping", publicIp)] : [])];
  return new Map([
    [
      "janus.jcfg",
      section("general", general) +
        section("media", [text("rtp_port_range", mediaPorts.join("-"))]) +
        section("nat", nat) +
        section("plugins", [text("disable", names(plugins))]) +
        section("transports", [text("disable", names(transports))]),
    ],
    [
      "janus.transport.websockets.jcfg",
      section("general", ["ws = true", `ws_port = ${port}`, text("ws_ip", listeningIp), "wss = false"]),
    ],
    ["janus.plugin.videoroom.jcfg", section("general", [text("admin_key", secret)])],
  ]);
}

function names(libraries: readonly string[]): string {
  return libraries.map((name) => `libjanus_${name}.so`).join(",");
}

function section(name: string, lines: readonly string[]): string {
  return `${name}: {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

function text(name: string, value: string): string {
  if (/["\\\n]/.test(value)) throw new Error(`${name} holds a character that Janus's configuration cannot`);
  return `${name} = "${value}"`;
}
