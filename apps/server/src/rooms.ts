/** The rooms behind the doors, wired: what one of them commits, the others hear. Holds no rule of its own. */
import { isFull, mayFollow, type SystemCommand, type UnderWay } from "@rinnalla/core";
import { limits, type AgentId, type ClientId, type CommandResult, type ConversationId } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { Attachments } from "./attachments/attachments.ts";
import { Conversations } from "./conversations/conversations.ts";
import type { Committed } from "./conversations/committed.ts";
import { Followers, changesAccess } from "./conversations/followers.ts";
import { logLifecycle } from "./conversations/lifecycle-log.ts";
import { MarkWriter } from "./conversations/marks.ts";
import { Signals } from "./conversations/signals.ts";
import { MediaRooms } from "./calls/janus/media-rooms.ts";
import type { MediaServer } from "./calls/janus/media-server.ts";
import type { Recordings } from "./calls/recordings.ts";
import type { ServerRecordings } from "./calls/janus/server-recordings.ts";
import type { Post } from "./mail/post.ts";
import { TranscriptPost } from "./mail/transcript-post.ts";
import { AvailabilityFeed } from "./opening/availability.ts";
import { Vacancy } from "./opening/vacancy.ts";
import { AgentPresence } from "./presence/agents.ts";
import { CustomerPresence } from "./presence/customers.ts";
import { Legs } from "./presence/legs.ts";
import { Desk } from "./routing/desk.ts";
import { DeskFeed } from "./routing/desk-feed.ts";
import { WaitingPlaces } from "./routing/waiting-places.ts";
import { Router, usualSweepMs } from "./routing/router.ts";
import type { SettingChange } from "./settings/configuration.ts";
import type { Settings } from "./settings/settings.ts";
import type { Connection } from "./socket/connection.ts";
import { WaitDays } from "./supervision/wait-days.ts";
import { TimerLoop } from "./timers/loop.ts";
import { Channels } from "./visual/channels.ts";
import { Replays } from "./visual/replays.ts";

export interface Times {
  /** How long a page load may leave a customer, or an agent's offers, without a socket. */
  readonly dropMs: number;
  /** How long an agent's conversations wait for a console. */
  readonly agentGraceMs: number;
  /** After a start: how long clients have to come back before they count as gone. */
  readonly startGraceMs: number;
  /** How often routing looks although nothing has changed. */
  readonly sweepMs: number;
  readonly heartbeatMs: number;
  readonly helloMs: number;
  /** How often the relays are asked whether they are there, and how long for an answer. */
  readonly relayCheckMs: number;
  readonly relayPatienceMs: number;
}

export const usualTimes: Times = {
  dropMs: 2_000,
  agentGraceMs: limits.agentGraceMs,
  startGraceMs: 6_000,
  sweepMs: usualSweepMs,
  heartbeatMs: limits.heartbeatMs,
  helloMs: 10_000,
  relayCheckMs: 30_000,
  relayPatienceMs: 2_000,
};

export interface Rooms {
  readonly clients: Map<ClientId, Connection>;
  readonly conversations: Conversations;
  readonly followers: Followers;
  readonly marks: MarkWriter;
  readonly signals: Signals;
  readonly channels: Channels;
  readonly mediaRooms: MediaRooms;
  readonly customers: CustomerPresence;
  readonly agents: AgentPresence;
  readonly legs: Legs;
  readonly feed: DeskFeed;
  readonly availability: AvailabilityFeed;
  readonly vacancy: Vacancy;
  readonly places: WaitingPlaces;
  /** The settings hold it already; consoles and routing hear of it here. */
  settingChanged(change: SettingChange): void;
  /** On which settings conversations under way stand. */
  settingsUnderWay(): Promise<UnderWay>;
  /** Reads what was ongoing, then routes and fires timers. */
  open(): Promise<void>;
  /** Nothing is decided any more; what was decided is written. */
  close(): Promise<void>;
}

export function createRooms(
  store: Store,
  settings: Settings,
  times: Times,
  mediaServer: MediaServer,
  recordings: Recordings,
  serverRecordings: ServerRecordings,
  attachments: Attachments,
  post: Post | null,
  now: () => number,
  log: Logger,
): Rooms {
  const clients = new Map<ClientId, Connection>();
  const conversations = new Conversations(store, settings, attachments, now, log, post !== null);
  const tell = (id: ConversationId, command: SystemCommand): Promise<CommandResult> => conversations.tell(id, command);
  const followers = new Followers(store, log);
  const marks = new MarkWriter(store, followers, log);
  const agents = new AgentPresence(
    store,
    settings,
    { dropMs: times.dropMs, graceMs: times.agentGraceMs },
    now,
    log,
    (agentId) =>
      isFull(
        desk.loadOf(agentId),
        settings.agents.get(agentId)?.limit ?? 0,
        settings.leastUnitsOf(agentId),
        desk.isLocked(agentId),
      ),
  );
  const customers = new CustomerPresence(store, tell, times.dropMs, log);
  const mediaRooms = new MediaRooms(
    mediaServer,
    serverRecordings,
    (clientId, frame) => clients.get(clientId)?.send(frame),
    now,
    log,
  );
  const signals = new Signals(followers, customers, agents, mediaRooms);
  const replays = new Replays({ recordings, tell, now, log, mostBytes: limits.visualRecordingBytes });
  const channels = new Channels(replays);
  const legs = new Legs(conversations.states, (clientId) => clients.has(clientId), tell);
  const desk = new Desk(store, settings);
  const days = new WaitDays(settings, now);
  const feed = new DeskFeed(desk, agents, settings, days);
  const router = new Router(desk, agents, settings, store, tell, now, log, times.sweepMs);
  const availability = new AvailabilityFeed(settings, now);
  const places = new WaitingPlaces({
    desk,
    send: (id, text) => {
      for (const connection of followers.connectionsOf(id))
        if (connection.person?.realm === "visitor") connection.sendText(text);
    },
    now,
  });
  const vacancy = new Vacancy({ settings, desk, agents, availability, places, now });
  const transcriptPost = post && new TranscriptPost({ post, store, settings, tell, log });
  const timers = new TimerLoop(store, (id, timer) => tell(id, { type: "fireTimer", timer }), now, log);
  let startGrace: NodeJS.Timeout | null = null;

  conversations.onCommitted((committed) => {
    followers.committed(committed);
    if (committed.before === null && committed.state.status !== "closed") followOpened(committed);
    else if (changesAccess(committed.before, committed.state)) reviewFollowers(committed);
    channels.committed(committed);
    mediaRooms.committed(committed);
    legs.committed(committed);
    desk.committed(committed);
    const queueIds = days.committed(committed.before, committed.state);
    if (queueIds.length > 0) feed.changed({ conversationId: null, agentIds: [], queueIds });
    places.committed(committed);
    transcriptPost?.committed(committed);
    logLifecycle(log, committed);
    for (const { event } of committed.events)
      if (event.type === "conversationOffered" || event.type === "consultAsked") withdrawFromAbsent(event.agentId);
    for (const effect of committed.effects) {
      if (effect.type === "setTimer") timers.wakeBy(effect.dueAt);
      if (effect.type === "setInactive") void setInactive(effect.agentId);
      // What was offered before the call began would still come in it (ROUTE-03).
      if (effect.type === "takeClaim" && effect.kind === "call") withdrawOffers(effect.agentId);
    }
  });
  conversations.onNoRoom((agentId) => {
    desk.refreshClaims(agentId).catch((failure: unknown) => log.warn({ agentId, err: failure }, "claims not read"));
  });
  desk.onChange((change) => {
    for (const agentId of change.agentIds) agents.loadChanged(agentId);
    feed.changed(change);
    router.changed(change);
  });
  agents.listen({
    changed(agentId) {
      const change = { conversationId: null, agentIds: [agentId] };
      feed.changed(change);
      router.changed(change);
    },
    dropped: withdrawAsked,
    lost(agentId) {
      for (const { id, agentId: primary, participants } of desk.conversationsOf(agentId)) {
        if (primary === agentId) void tell(id, { type: "agentLost", agentId });
        if (participants?.some((one) => one.agentId === agentId)) void tell(id, { type: "participantLost", agentId });
      }
    },
  });

  /** What waits for an answer of somebody who is not there to give it. */
  function withdrawAsked(agentId: AgentId): void {
    withdrawOffers(agentId);
    for (const { id, consultAsked } of desk.conversationsOf(agentId))
      if (consultAsked?.agentId === agentId) void tell(id, { type: "withdrawConsult", agentId });
  }

  function withdrawOffers(agentId: AgentId): void {
    for (const { id, offer } of desk.conversationsOf(agentId))
      if (offer?.agentId === agentId) void tell(id, { type: "withdrawOffer", offerId: offer.offerId });
  }

  /** Asked by somebody who did not see it yet; whose page loads has a moment, as ever. */
  function withdrawFromAbsent(agentId: AgentId): void {
    if (agents.isAbsent(agentId)) withdrawAsked(agentId);
  }

  /** All of a visitor's pages follow what one of them opened (CHAT-03). */
  function followOpened({ conversationId, state }: Committed): void {
    for (const connection of customers.connectionsOf(state.visitorId))
      if (!followers.isFollowing(connection, conversationId)) followers.follow(connection, conversationId, 0);
  }

  function reviewFollowers({ conversationId, state }: Committed): void {
    followers.review(conversationId, ({ person }) => person !== null && mayFollow(person.actor, state));
  }

  async function setInactive(agentId: AgentId): Promise<void> {
    await agents
      .set(agentId, "inactive")
      .catch((failure: unknown) => log.error({ agentId, err: failure }, "presence not written"));
  }

  async function dropMissing(): Promise<void> {
    const ongoing = [...desk.conversations.values()].filter((summary) => summary.wrapUpUntil === null);
    await customers.dropMissing(ongoing.map((summary) => summary.id));
    await legs.dropMissing(ongoing.filter((summary) => summary.call ?? summary.visual).map((summary) => summary.id));
  }

  return {
    clients,
    conversations,
    followers,
    marks,
    signals,
    channels,
    mediaRooms,
    customers,
    agents,
    legs,
    feed,
    availability,
    vacancy,
    places,
    settingChanged({ agent }) {
      // What a person may comes with the welcome; the console is back in a moment, and a call does not hang on the socket.
      if (agent) for (const connection of [...agents.connectionsOf(agent)]) connection.bye("unavailable");
      agents.settingsChanged();
      feed.settingsChanged();
      availability.settingsChanged();
      router.poke();
    },
    async settingsUnderWay() {
      const under = {
        skill: new Set<string>(),
        // Whoever has chosen it goes on with its base.
        presence: new Set<string>(),
        provider: new Set<string>(),
        quickReply: new Set<string>(),
        masking: new Set<string>(),
        widget: new Set<string>(),
        workstream: new Set<string>(),
        queue: new Set<string>(),
        agent: new Set<string>(),
        // A change of hours puts nobody out who is in.
        hours: new Set<string>(),
      };
      for (const { id, queueId, agentId, offer, skills } of [...desk.conversations.values()]) {
        if (agentId === null) for (const skillId of skills?.ids ?? []) under.skill.add(skillId);
        under.queue.add(queueId);
        if (agentId) under.agent.add(agentId);
        if (offer) under.agent.add(offer.agentId);
        const state = await conversations.states.load(id);
        if (!state) continue;
        under.widget.add(state.terms.widgetId);
        under.workstream.add(state.terms.workstreamId);
        for (const choice of [state.terms.cobrowse, state.terms.screenShare]) if (choice) under.provider.add(choice);
        for (const guest of [...(state.call?.guests ?? []), ...state.participants]) under.agent.add(guest.agentId);
      }
      return under;
    },
    async open() {
      await desk.build();
      await days.build(store, desk.conversations.values());
      days.start(() => feed.settingsChanged());
      const expected = new Set<AgentId>();
      for (const { agentId, offer, participants, consultAsked } of desk.conversations.values())
        for (const id of [
          agentId,
          offer?.agentId,
          consultAsked?.agentId,
          ...(participants ?? []).map((one) => one.agentId),
        ])
          if (id) expected.add(id);
      await agents.restore(expected);
      await router.start();
      timers.start();
      startGrace = setTimeout(() => {
        dropMissing().catch((failure: unknown) => log.error({ err: failure }, "missing clients not written"));
      }, times.startGraceMs);
    },
    async close() {
      if (startGrace) clearTimeout(startGrace);
      timers.stop();
      router.stop();
      feed.stop();
      days.stop();
      availability.stop();
      places.stop();
      agents.stop();
      customers.stop();
      legs.stop();
      mediaRooms.stop();
      await replays.close();
      await transcriptPost?.close();
      await conversations.close();
    },
  };
}
