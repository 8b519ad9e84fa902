/**
 * Kills the real server without warning, again and again, while people on both sides write, and then compares every client's view with
 * what was acknowledged (CHAT-02). Clients are the product's own, with outbox and cursors; some reload in the middle of it.
 */
import { newId, type AgentId, type CommandResult, type ConversationId } from "@rinnalla/protocol";
import { setTimeout as pause } from "node:timers/promises";
import {
  loopbackAddress,
  signIn,
  staffTicket,
  startRinnalla,
  visitorToken,
  waitUntil,
  type Rinnalla,
} from "../harness/index.ts";
import { Reader } from "./reader.ts";
import { judge } from "./verdict.ts";

export interface KillOptions {
  readonly kills: number;
  readonly conversations: number;
  /** Chooses the moments; printed with a failure. */
  readonly seed: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly onKill?: (done: number, acknowledged: number) => void;
}

export interface KillReport {
  readonly kills: number;
  readonly acknowledged: number;
  readonly views: number;
  readonly problems: readonly string[];
}

/** Messages under way at each client. */
const underWay = 3;
/** So many are acknowledged between two kills at least, or the load would be none. */
const leastBetweenKills = 20;

interface Talk {
  readonly conversationId: ConversationId;
  readonly readers: Reader[];
  /** A new reader of the same conversation, who starts with nothing on the screen. */
  lateReader(): Reader;
}

export async function killUnderLoad(options: KillOptions): Promise<KillReport> {
  const random = seededRandom(options.seed);
  const rinnalla = await startRinnalla(options.env ? { env: options.env } : {});
  const talks: Talk[] = [];
  try {
    const cookie = await signIn(rinnalla.links.agents.saga);
    for (let index = 0; index < options.conversations; index++) talks.push(await openTalk(rinnalla, cookie, index));
    const readers = talks.flatMap((talk) => talk.readers);
    const acknowledged = () => readers.reduce((sum, reader) => sum + reader.acknowledged.size, 0);

    let isWriting = true;
    const writing = (async () => {
      while (isWriting) {
        for (const reader of readers) if (reader.connection.pending.length < underWay) reader.post();
        await pause(1);
      }
    })();
    for (let kill = 1; kill <= options.kills; kill++) {
      const before = acknowledged();
      await waitUntil(`messages flow before kill ${kill}`, 30_000, () => acknowledged() >= before + leastBetweenKills);
      await pause(random() * 100);
      await rinnalla.kill("SIGKILL");
      await rinnalla.start();
      for (const reader of readers) {
        if (random() < 0.1 && reader.isSettled) reader.reload();
        else reader.connection.retry();
      }
      options.onKill?.(kill, acknowledged());
    }
    isWriting = false;
    await writing;

    const everybody = talks.map((talk) => [...talk.readers, talk.lateReader()]);
    await waitUntil("everybody has been answered and sees everything", 60_000, () =>
      everybody.every((people) => {
        const newest = Math.max(...people.map((reader) => reader.lastSeq));
        return people.every((reader) => reader.isSettled && reader.liveSeq > 0 && reader.lastSeq === newest);
      }),
    );
    const problems = talks.flatMap((talk, index) => {
      const acknowledgedHere = new Map(talk.readers.flatMap((reader) => [...reader.acknowledged]));
      return [...judge(everybody[index]!, acknowledgedHere), ...talk.readers.flatMap((reader) => reader.refusals)];
    });
    for (const reader of everybody.flat()) reader.close();
    return { kills: options.kills, acknowledged: acknowledged(), views: everybody.flat().length, problems };
  } finally {
    for (const talk of talks) for (const reader of talk.readers) reader.close();
    await rinnalla.close();
  }
}

/** Two tabs of one customer and two consoles of the supervisor, who has assigned the conversation to herself. */
async function openTalk(rinnalla: Rinnalla, cookie: string, index: number): Promise<Talk> {
  const { url } = rinnalla;
  const shopOrigin = new URL(rinnalla.links.shop).origin;
  const conversationId = newId<ConversationId>();
  const from = loopbackAddress(index);
  const token = await visitorToken(url, shopOrigin, from);
  const customerAt = (name: string) =>
    new Reader({ name, realm: "visitor", url, origin: shopOrigin, token: async () => token, conversationId });
  const staffAt = (name: string) =>
    new Reader({ name, realm: "staff", url, origin: url, token: () => staffTicket(url, cookie, from), conversationId });

  const customer = customerAt(`customer ${index}`);
  mustBeOk(
    await customer.connection.command(conversationId, {
      type: "openConversation",
      locale: "en",
      customerName: null,
      page: null,
    }),
  );
  const supervisor = staffAt(`supervisor ${index}`);
  await waitUntil("the supervisor is on the line", 10_000, () => supervisor.connection.status === "online");
  supervisor.connection.setPresence("doNotDisturb");
  mustBeOk(
    await supervisor.connection.command(conversationId, { type: "assignConversation", agentId: "a_saga" as AgentId }),
  );
  return {
    conversationId,
    readers: [customer, customerAt(`customer's second tab ${index}`), supervisor, staffAt(`second console ${index}`)],
    lateReader: () => staffAt(`late reader ${index}`),
  };
}

function mustBeOk(result: CommandResult): void {
  if (!result.ok) throw new Error(`refused: ${result.code}`);
}

/** mulberry32: small, seeded, good enough for choosing moments. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
