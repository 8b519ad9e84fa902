/**
 * Where the staff are: what each has chosen, and whether a console is open. An agent whose consoles are gone keeps the conversations
 * for a grace, then they wait again; the chosen presence is kept and holds again on return (ROUTE-05).
 */
import { chooseCustom, customIn, standingOf, type Standing } from "@rinnalla/core";
import type { AgentId, AgentView, ChosenPresence, ServerFrame } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { Connection } from "../socket/connection.ts";
import type { Settings } from "../settings/settings.ts";

export interface AgentTimes {
  /** How long a page load of the console may take before standing offers are withdrawn. */
  readonly dropMs: number;
  readonly graceMs: number;
}

interface AgentEntry {
  chosen: ChosenPresence;
  /** As it was shown last. */
  wasBusyByLoad: boolean;
  /** Since when what others see of this one holds. */
  since: number | null;
  /** The store knows what was chosen. */
  isKept: boolean;
  readonly connections: Set<Connection>;
  /** Gone for longer than a page load takes. */
  isDropped: boolean;
  /** Gone for longer than the grace, or never here. */
  isLost: boolean;
  drop: NodeJS.Timeout | null;
  grace: NodeJS.Timeout | null;
}

export interface AgentListener {
  /** Presence or sign-in. */
  changed(agentId: AgentId): void;
  /** No console for `dropMs`. */
  dropped(agentId: AgentId): void;
  /** No console for `graceMs`. */
  lost(agentId: AgentId): void;
}

export class AgentPresence {
  readonly #store: Store;
  readonly #settings: Settings;
  readonly #times: AgentTimes;
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #isFull: (agentId: AgentId) => boolean;
  readonly #agents = new Map<AgentId, AgentEntry>();
  #listener: AgentListener | null = null;

  /** `isFull`: no room for anything that could come, or in a call. */
  constructor(
    store: Store,
    settings: Settings,
    times: AgentTimes,
    now: () => number,
    log: Logger,
    isFull: (agentId: AgentId) => boolean,
  ) {
    this.#isFull = isFull;
    this.#now = now;
    this.#store = store;
    this.#times = times;
    this.#log = log;
    this.#settings = settings;
  }

  listen(listener: AgentListener): void {
    this.#listener = listener;
  }

  /** What was chosen before the start. Those in `expected` have a grace to come back. */
  async restore(expected: Iterable<AgentId>): Promise<void> {
    for (const row of await this.#store.listAgentRows()) {
      const entry = this.#entryOf(row.agentId);
      if (!entry) continue;
      entry.chosen = row.presence;
      entry.isKept = true;
    }
    for (const agentId of expected) {
      const entry = this.#entryOf(agentId);
      if (!entry) continue;
      entry.isLost = false;
      entry.isDropped = false;
      this.#await(agentId, entry);
    }
  }

  stop(): void {
    for (const entry of this.#agents.values()) stopWaiting(entry);
  }

  /** As colleagues and the own consoles see it. */
  viewOf(agentId: AgentId): Pick<AgentView, "presence" | "customPresence" | "isBusyByLoad" | "takesOffers"> {
    const { presence, customPresence, isBusyByLoad, takesOffers } = this.#standingOf(agentId);
    return {
      presence,
      ...(customPresence && { customPresence, takesOffers }),
      ...(isBusyByLoad && { isBusyByLoad: true }),
    };
  }

  /** By what was chosen; whether there is room is the router's to ask. */
  takesOffers(agentId: AgentId): boolean {
    return this.#standingOf(agentId, false).takesOffers;
  }

  #standingOf(agentId: AgentId, isFull = this.#isFull(agentId)): Standing {
    const entry = this.#agents.get(agentId);
    const chosen = entry && !entry.isLost ? entry.chosen : "offline";
    return standingOf(chosen, this.#settings.presences, isFull);
  }

  /** Claims or the limit are others: since when one is busy by load, or is no more, is kept. */
  loadChanged(agentId: AgentId): void {
    const entry = this.#agents.get(agentId);
    const { isBusyByLoad } = this.#standingOf(agentId);
    if (!entry || entry.wasBusyByLoad === isBusyByLoad) return;
    entry.wasBusyByLoad = isBusyByLoad;
    if (entry.connections.size > 0) entry.since = this.#now();
  }

  /** Whoever has chosen one whose base is another now is kept with that, so that its removal leaves the right one. */
  settingsChanged(): void {
    for (const [agentId, entry] of this.#agents) {
      this.loadChanged(agentId);
      const own = this.#settings.presences.get(customIn(entry.chosen) ?? ("" as never));
      if (!own || entry.chosen === chooseCustom(own)) continue;
      entry.chosen = chooseCustom(own);
      this.#keep(agentId, entry);
    }
  }

  /** Since when presence and sign-in are what they are; null: since before the server was up. */
  since(agentId: AgentId): number | null {
    return this.#agents.get(agentId)?.since ?? null;
  }

  isSignedIn(agentId: AgentId): boolean {
    return (this.#agents.get(agentId)?.connections.size ?? 0) > 0;
  }

  /** No console, and not for the moment of a page load: nothing that is asked now is seen. */
  isAbsent(agentId: AgentId): boolean {
    return this.#agents.get(agentId)?.isDropped ?? true;
  }

  connectionsOf(agentId: AgentId): Iterable<Connection> {
    return this.#agents.get(agentId)?.connections ?? [];
  }

  arrived(agentId: AgentId, connection: Connection): void {
    const entry = this.#entryOf(agentId);
    if (!entry) return;
    stopWaiting(entry);
    const wasHere = entry.connections.size > 0 && !entry.isLost;
    entry.connections.add(connection);
    entry.isLost = false;
    entry.isDropped = false;
    connection.onClosed(() => this.#left(agentId, entry, connection));
    if (!entry.isKept) this.#keep(agentId, entry);
    if (!wasHere) this.#changed(agentId, entry);
  }

  async set(agentId: AgentId, presence: ChosenPresence): Promise<void> {
    const entry = this.#entryOf(agentId);
    if (!entry || entry.chosen === presence) return;
    entry.chosen = presence;
    entry.isKept = true;
    await this.#store.setPresence(agentId, presence);
    for (const connection of entry.connections) connection.send(this.frameOf(agentId));
    this.#changed(agentId, entry);
    this.#log.info({ agentId, presence }, "presence set");
  }

  frameOf(agentId: AgentId): Extract<ServerFrame, { t: "presence" }> {
    const { takesOffers: _offers, ...shown } = this.viewOf(agentId);
    return { t: "presence", agentId, ...shown };
  }

  #changed(agentId: AgentId, entry: AgentEntry): void {
    entry.since = this.#now();
    entry.wasBusyByLoad = this.#standingOf(agentId).isBusyByLoad;
    this.#listener?.changed(agentId);
  }

  /** Of everybody whom the settings name, since when does not matter. */
  #entryOf(agentId: AgentId): AgentEntry | undefined {
    const known = this.#agents.get(agentId);
    if (known || !this.#settings.agents.has(agentId)) return known;
    const entry: AgentEntry = {
      chosen: "available",
      wasBusyByLoad: false,
      since: null,
      isKept: false,
      connections: new Set(),
      isDropped: true,
      isLost: true,
      drop: null,
      grace: null,
    };
    this.#agents.set(agentId, entry);
    return entry;
  }

  /** Who was never here before is available, and stays so over a restart. */
  #keep(agentId: AgentId, entry: AgentEntry): void {
    entry.isKept = true;
    this.#store.setPresence(agentId, entry.chosen).catch((failure: unknown) => {
      entry.isKept = false;
      this.#log.warn({ agentId, err: failure }, "presence not kept");
    });
  }

  #left(agentId: AgentId, entry: AgentEntry, connection: Connection): void {
    entry.connections.delete(connection);
    if (entry.connections.size > 0) return;
    this.#await(agentId, entry);
    this.#changed(agentId, entry);
  }

  #await(agentId: AgentId, entry: AgentEntry): void {
    stopWaiting(entry);
    entry.drop = setTimeout(() => {
      entry.isDropped = true;
      this.#listener?.dropped(agentId);
    }, this.#times.dropMs);
    entry.grace = setTimeout(() => {
      entry.isLost = true;
      this.#log.info({ agentId }, "agent lost");
      this.#listener?.lost(agentId);
      this.#changed(agentId, entry);
    }, this.#times.graceMs);
  }
}

function stopWaiting(entry: AgentEntry): void {
  if (entry.drop) clearTimeout(entry.drop);
  if (entry.grace) clearTimeout(entry.grace);
  entry.drop = entry.grace = null;
}
