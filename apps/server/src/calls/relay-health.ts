/**
 * Whether the relays answer: each address is asked for an allocation, with credentials as a caller gets them, in the background.
 * A deployment without relays, or with ones that are down, runs on; this names the state (RUN-03, CALL-09).
 */
import type { Logger } from "pino";
import { relayServer, type RelaySettings } from "./relays.ts";
import { stunAttribute, stunMethod } from "./stun.ts";
import { openTurnClient } from "./turn-client.ts";

/** `unreachable`: some region has no address that gives a relay. */
export type RelayState = "none" | "ok" | "unreachable";

export interface RelayTimes {
  readonly relayCheckMs: number;
  readonly relayPatienceMs: number;
}

export class RelayHealth {
  readonly #settings: RelaySettings | null;
  readonly #times: RelayTimes;
  readonly #log: Logger;
  /** As last logged, by address. */
  readonly #failing = new Map<string, boolean>();
  #state: Promise<RelayState> = Promise.resolve("none");
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: RelaySettings | null, times: RelayTimes, log: Logger) {
    this.#settings = settings;
    this.#times = times;
    this.#log = log;
  }

  start(): void {
    if (!this.#settings) return;
    // Until the first answers are here, whoever asks waits for them; later they are told the last ones.
    this.#state = this.#check(this.#settings);
    const again = async () => {
      const next = await this.#check(this.#settings!);
      this.#state = Promise.resolve(next);
      if (this.#timer) this.#timer = setTimeout(() => void again(), this.#times.relayCheckMs).unref();
    };
    this.#timer = setTimeout(() => void again(), this.#times.relayCheckMs).unref();
  }

  state(): Promise<RelayState> {
    return this.#state;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #check({ regions }: RelaySettings): Promise<RelayState> {
    const each = await Promise.all(
      Object.entries(regions).map(async ([region, relays]) => {
        const { urls, username, credential } = relayServer(relays, "health", Date.now());
        const tried = await Promise.all(
          urls.map(async (url) => {
            const problem = await probeRelay(url, { username, credential }, this.#times.relayPatienceMs);
            if ((problem !== null) !== (this.#failing.get(url) ?? false)) {
              if (problem === null) this.#log.info({ region, url }, "relay answers again");
              else this.#log.warn({ region, url, problem }, "relay does not answer");
            }
            this.#failing.set(url, problem !== null);
            return problem === null;
          }),
        );
        return tried.includes(true);
      }),
    );
    return each.every(Boolean) ? "ok" : "unreachable";
  }
}

/** `null`: it gave a relayed address, which was handed back at once; else what was wrong. */
async function probeRelay(
  url: string,
  credentials: { readonly username: string; readonly credential: string },
  patienceMs: number,
): Promise<string | null> {
  const client = openTurnClient(url, credentials, patienceMs);
  try {
    const errorCode = await client.allocate();
    if (errorCode !== null) return `refused with ${errorCode}`;
    await client.ask(stunMethod.refresh, [[stunAttribute.lifetime, Buffer.alloc(4)]]);
    return null;
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  } finally {
    client.close();
  }
}
