/** The way to the server, to each relay, and through them (CALL-09, CALL-13). */
import type { RelayServer } from "@rinnalla/protocol";
import type { Translate } from "@rinnalla/ui";
import { measureLoopback } from "./loopback.ts";
import { reachRelay, wayOf } from "./relay-reach.ts";
import type { Rows } from "./rows.ts";
import type { TextKey } from "./texts.ts";

interface Region {
  readonly region: string;
  readonly servers: readonly RelayServer[];
}

/** Whose relays are tried: the visitor's token and conversation, or neither, and then the staff's cookie counts. */
export interface Tester {
  readonly token: string;
  readonly conversationId: string;
}

const voiceKbps = 100;
const videoKbps = 1_500;
const longRoundTripMs = 400;
const socketMs = 8_000;

export async function testNetwork(rows: Rows, t: Translate<TextKey>, tester: Tester): Promise<void> {
  const milliseconds = (ms: number) => t("milliseconds", { ms: Math.round(ms) });
  rows.set(t("server"), "running", t("running"));
  const [serverMs, socketOpenMs] = await Promise.all([timed(() => fetch("/api/health")), timed(openSocket)]);
  tell(t("server"), serverMs);
  tell(t("live"), socketOpenMs);
  const regions = await findRegions(tester);
  if (regions === null) rows.set(t("relays"), "warn", t("relaysHidden"));
  else if (regions.length === 0) rows.set(t("relays"), "ok", t("relaysNone"));
  await Promise.all((regions ?? []).flatMap(({ region, servers }) => servers.map((server) => reach(region, server))));
  // One after the other: they would share the bandwidth.
  for (const { region, servers } of regions ?? []) await measure(t("throughRelay", { region }), servers);
  if (!regions?.length) await measure(t("direct"), []);

  function tell(name: string, ms: number | null): void {
    rows.set(name, ms === null ? "bad" : "ok", ms === null ? t("unreachable") : milliseconds(ms));
  }

  async function reach(region: string, server: RelayServer): Promise<void> {
    await Promise.all(
      server.urls.map(async (url) => {
        const name = t("relay", { region, way: wayOf(url) });
        rows.set(name, "running", t("running"));
        tell(name, await reachRelay(server, url));
      }),
    );
  }

  async function measure(way: string, servers: readonly RelayServer[]): Promise<void> {
    const roundTrip = t("roundTrip", { way });
    rows.set(roundTrip, "running", t("running"));
    const result = await measureLoopback(servers).catch(() => null);
    if (result === null) return rows.set(roundTrip, "bad", t("loopbackFailed"));
    const ms = Math.round(result.roundTripMs);
    const isLong = ms > longRoundTripMs;
    rows.set(roundTrip, isLong ? "warn" : "ok", isLong ? t("slow", { ms }) : milliseconds(ms));
    // Within the browser it says nothing of the network.
    if (servers.length === 0) return;
    const kbps = Math.round(result.kbps);
    const verdict = kbps >= videoKbps ? "videoFits" : kbps >= voiceKbps ? "voiceFits" : "tooLittle";
    const state = { videoFits: "ok", voiceFits: "warn", tooLittle: "bad" } as const;
    rows.set(t("bandwidth", { way }), state[verdict], t(verdict, { kbps }));
  }
}

/** `null`: the server does not know who asks. */
async function findRegions({ token, conversationId }: Tester): Promise<readonly Region[] | null> {
  const query = conversationId ? `?conversation=${encodeURIComponent(conversationId)}` : "";
  const headers: HeadersInit = token ? { authorization: `Bearer ${token}` } : {};
  try {
    const answer = await fetch(`/api/self-test${query}`, { headers });
    return answer.ok ? ((await answer.json()) as { regions: readonly Region[] }).regions : null;
  } catch {
    return null;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number | null> {
  const from = performance.now();
  try {
    await work();
    return performance.now() - from;
  } catch {
    return null;
  }
}

function openSocket(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(new URL("/ws", location.href.replace(/^http/, "ws")));
    const end = (settle: () => void) => () => {
      clearTimeout(giveUp);
      settle();
      socket.close();
    };
    const giveUp = setTimeout(end(reject), socketMs);
    socket.addEventListener("open", end(resolve));
    socket.addEventListener("error", end(reject));
  });
}
