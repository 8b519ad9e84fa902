/** Puts the server together: store, settings, rooms, doors. One process, one port; `close` leaves nothing behind (RUN-01). */
import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { newId, type AgentConfig, type AgentId } from "@rinnalla/protocol";
import { openPostgres, openSqlite, type Store } from "@rinnalla/storage";
import { pino, type LevelWithSilent } from "pino";
import { CustomerIdentity } from "./auth/customer-identity.ts";
import { readSecret } from "./auth/secrets.ts";
import { openStaffSignIn, type StaffSignIn } from "./auth/staff-sign-in.ts";
import { Tickets } from "./auth/tickets.ts";
import { VisitorTokens } from "./auth/visitor-tokens.ts";
import { MediaServer, type MediaServerSettings } from "./calls/janus/media-server.ts";
import { ServerRecordings } from "./calls/janus/server-recordings.ts";
import { RelayHealth } from "./calls/relay-health.ts";
import { serveRecordings } from "./calls/recording-routes.ts";
import { serveAttachments } from "./attachments/attachment-routes.ts";
import { sweepAttachments } from "./attachments/attachment-sweep.ts";
import { Attachments } from "./attachments/attachments.ts";
import { folderStore } from "./attachments/file-store.ts";
import { sweepRecordings } from "./calls/recording-sweep.ts";
import { Recordings } from "./calls/recordings.ts";
import { regionNames, unknownRegions, type RelaySettings } from "./calls/relays.ts";
import type { RunningDemoProvider } from "@rinnalla/demo-provider";
import { openDemoProvider } from "./demo/demo-provider.ts";
import { demoAgents, putDemoSettings, type DemoOverrides } from "./demo/demo-settings.ts";
import { serveApi } from "./http/api.ts";
import { createApp } from "./http/app.ts";
import { builtFolders, serveBuiltFolders, type BuiltFolders } from "./http/built-folders.ts";
import { serveDemoShop } from "./http/demo-shop.ts";
import type { MailSettings } from "./mail/mail-settings.ts";
import { openPost } from "./mail/post.ts";
import { createRooms, usualTimes, type Times } from "./rooms.ts";
import { guardViewerHost, isApart, viewerDoor, type ViewerDoor } from "./http/viewer-door.ts";
import { serveSelfTest } from "./http/self-test.ts";
import { ConfigurationDesk } from "./settings/configuration.ts";
import { serveConfiguration } from "./settings/configuration-routes.ts";
import { serveDeployment } from "./settings/deployment-routes.ts";
import { readSettings, type Settings } from "./settings/settings.ts";
import { Previews } from "./visual/previews.ts";
import { Gate } from "./socket/gate.ts";
import { Session } from "./socket/session.ts";
import { ProviderReports } from "./visual/providers/reports.ts";
import { serveProviders, type ProviderParts } from "./visual/providers/routes.ts";
import { ProviderTokens } from "./visual/providers/tokens.ts";
import { StillStarting } from "./still-starting.ts";

export interface ServerOptions {
  readonly dataFolder: string;
  /** 0: any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Origin of the console as people open it; `http://localhost:<port>` unless a proxy stands in front. */
  readonly publicUrl?: string | null;
  /** Where the viewer document stands, or `same`: on the console's origin. See `viewerDoor` for what holds without. */
  readonly viewerOrigin?: string | null;
  /** PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string | null;
  readonly hasDemo?: boolean;
  readonly demo?: DemoOverrides;
  readonly relays?: RelaySettings | null;
  /** Janus joins calls of more than two, instead of the browsers. */
  readonly mediaServer?: MediaServerSettings | null;
  /** Absent: nothing is sent by e-mail. */
  readonly mail?: MailSettings | null;
  readonly logLevel?: LevelWithSilent;
  readonly times?: Partial<Times>;
  /** Another clock than the machine's, for tests. */
  readonly now?: () => number;
  /** For each socket, with four times as much in a burst. */
  readonly framesPerSecond?: number;
  readonly folders?: BuiltFolders;
}

export interface RunningServer {
  /** Of the console. */
  readonly url: string;
  readonly port: number;
  readonly shopUrl: string | null;
  /** One-time links of the demo's people, or of the administrator whom nobody has been yet. */
  readonly links: Readonly<Record<string, string>>;
  /** Another one-time link, for tests and scripts. */
  signInLink(agentId: AgentId): Promise<string>;
  close(): Promise<void>;
}

const usualFramesPerSecond = 400;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, databaseUrl = null, hasDemo = true } = options;
  const now = options.now ?? Date.now;
  const log = pino({ level: options.logLevel ?? "info", base: null }, pino.destination({ dest: 2, sync: true }));
  mkdirSync(dataFolder, { recursive: true });
  const visitorTokens = new VisitorTokens(readSecret(dataFolder, "visitors"));
  const providerMaster = readSecret(dataFolder, "providers");
  const tickets = new Tickets(now);
  const store = await (databaseUrl
    ? openPostgres({ url: databaseUrl })
    : openSqlite({ path: join(dataFolder, "rinnalla.db") }));

  let parts: ProviderParts | null = null;
  const ready = (): ProviderParts => {
    if (!parts) throw new StillStarting();
    return parts;
  };
  let door: ViewerDoor | null = null;
  const openDoor = (): ViewerDoor => {
    if (!door) throw new StillStarting();
    return door;
  };
  const app = await createApp(log);
  guardViewerHost(app, () => door);
  serveApi(app, ready);
  serveRecordings(app, ready);
  serveAttachments(app, ready);
  serveConfiguration(app, ready, log);
  serveDeployment(app, ready, log);
  await serveProviders(app, ready, log);
  serveSelfTest(app, ready, options.relays ?? null);
  await serveBuiltFolders(app, options.folders ?? builtFolders, () => ready().settings, openDoor);
  if (hasDemo) await serveDemoShop(app, () => openDoor().consoleOrigin, "w_demo");

  let demoProvider: RunningDemoProvider | null = null;
  let staff: StaffSignIn | null = null;
  let relayHealth: RelayHealth | null = null;
  let mediaServer: MediaServer | null = null;
  try {
    // The port first: origins, and with them cookies and policies, go with it.
    await app.listen({ port: options.port ?? 8080, host: options.host ?? "127.0.0.1" });
    const { port } = app.server.address() as AddressInfo;
    const origin = new URL(options.publicUrl ?? `http://localhost:${port}`).origin;
    const shopOrigin = `http://127.0.0.1:${port}`;
    const ownDoor = viewerDoor(origin, options.viewerOrigin ?? null);
    if (hasDemo && ownDoor.origin === shopOrigin) throw new Error("the viewer cannot stand on the demo shop's origin");
    if (!isApart(ownDoor) && options.viewerOrigin !== "same")
      log.warn("customers' pages are mirrored on the console's own origin; RINNALLA_VIEWER_ORIGIN gives them another");
    door = ownDoor;
    if (hasDemo) {
      demoProvider = await openDemoProvider(store, origin, providerMaster, () => ready().settings);
      await putDemoSettings(store, [shopOrigin], demoProvider.origin, options.demo);
    }
    const settings = await settingsWithSomebody(store);
    staff = await openStaffSignIn({
      dataFolder,
      databaseUrl,
      secret: readSecret(dataFolder, "staff"),
      origin,
      settings,
    });
    const times = { ...usualTimes, ...options.times };
    for (const region of unknownRegions(options.relays ?? null, settings.mediaChoices()))
      log.warn({ region }, "a widget or queue is pinned to a media region that is not configured");
    relayHealth = new RelayHealth(options.relays ?? null, times, log);
    relayHealth.start();
    mediaServer = new MediaServer(options.mediaServer ?? null, log);
    await mediaServer.start();
    const recordings = new Recordings(join(dataFolder, "recordings"));
    const rawFolder = options.mediaServer?.recordings ?? join(dataFolder, "janus-recordings");
    const serverRecordings = new ServerRecordings(resolve(rawFolder), recordings, log);
    if (options.mediaServer) await serverRecordings.start();
    const attachmentFolder = join(dataFolder, "attachments");
    const attachments = new Attachments(folderStore(attachmentFolder), join(attachmentFolder, ".drafts"));
    await attachments.start();
    const post = options.mail
      ? openPost(options.mail, (failure) => log.warn({ err: failure }, "mail server did not take a letter"))
      : null;
    const rooms = createRooms(
      store,
      settings,
      times,
      mediaServer,
      recordings,
      serverRecordings,
      attachments,
      post,
      now,
      log,
    );
    await rooms.open();
    const { states } = rooms.conversations;
    const origins = [origin];
    const previews = new Previews({ settings, tickets, consoleOrigins: origins, now, log });
    const tell = rooms.conversations.tell.bind(rooms.conversations);
    parts = {
      previews,
      tell,
      store,
      states,
      settings,
      visitorTokens,
      vacancy: rooms.vacancy,
      customerIdentity: new CustomerIdentity(),
      tickets,
      staff,
      relayHealth,
      mediaServer,
      recordings,
      serverRecordings,
      attachments,
      now,
      origins,
      providerTokens: new ProviderTokens(providerMaster, now),
      providerReports: new ProviderReports(rooms.conversations),
      providerMaster,
      deployment: {
        post,
        view: () => ({
          publicUrl: origin,
          database: databaseUrl ? "postgres" : "sqlite",
          mailSender: options.mail?.sender ?? null,
          mediaRegions: regionNames(options.relays ?? null),
          isRelayOnly: options.relays?.isRelayOnly ?? false,
          mediaServer: mediaServer?.state ?? "none",
        }),
      },
      configuration: new ConfigurationDesk({
        store,
        settings,
        mediaRegions: regionNames(options.relays ?? null),
        ownOrigins: origins,
        changed: rooms.settingChanged,
        underWay: rooms.settingsUnderWay,
      }),
    };
    const sweep = sweepRecordings({ recordings, serverRecordings, states, settings, tell, now, log });
    const fileSweep = sweepAttachments({ attachments, states, settings, tell, now, log });
    const doors = { settings, visitorTokens, tickets, consoleOrigins: () => [origin] };
    const session = new Session({
      ...rooms,
      hasMail: post !== null,
      doors,
      store,
      relays: options.relays ?? null,
      now,
      log,
    });
    const framesPerSecond = options.framesPerSecond ?? usualFramesPerSecond;
    const gate = new Gate({
      session,
      previews,
      now,
      log,
      framesPerSecond,
      heartbeatMs: times.heartbeatMs,
      helloMs: times.helloMs,
    });
    gate.attach(app.server);
    log.info({ port, hasDemo, database: databaseUrl ? "postgres" : "sqlite" }, "server started");
    const signIn = staff;
    const shown = hasDemo ? (options.demo?.agents ?? demoAgents) : await whoNeedsALink(settings, signIn);
    const links: Record<string, string> = {};
    for (const agent of shown) links[agent.name.toLowerCase()] = await signIn.link(agent);

    let closing: Promise<void> | null = null;
    const close = async () => {
      relayHealth?.stop();
      await sweep.stop();
      await fileSweep.stop();
      await rooms.close();
      mediaServer?.stop();
      await serverRecordings.stop();
      await gate.close();
      await demoProvider?.close();
      await app.close();
      await signIn.close();
      await store.close();
      log.info("server stopped");
    };
    return {
      url: `${origin}/console/`,
      port,
      shopUrl: hasDemo ? `${shopOrigin}/shop/` : null,
      links,
      async signInLink(agentId) {
        const agent = settings.agents.get(agentId);
        if (!agent) throw new Error(`there is no agent ${agentId}`);
        return await signIn.link(agent);
      },
      close: () => (closing ??= close()),
    };
  } catch (failure) {
    relayHealth?.stop();
    mediaServer?.stop();
    await demoProvider?.close();
    await app.close();
    await staff?.close();
    await store.close();
    throw failure;
  }
}

/** The first start makes the administrator (ADM-02). */
async function settingsWithSomebody(store: Store): Promise<Settings> {
  const settings = await readSettings(store);
  if (settings.agents.size > 0) return settings;
  const administrator: AgentConfig = {
    id: newId<AgentId>(),
    name: "Administrator",
    email: "administrator@rinnalla.invalid",
    role: "administrator",
    limit: 100,
  };
  await store.putConfig("agent", administrator);
  return await readSettings(store);
}

/** Administrators, as long as none of them is signed in anywhere: a lost first link must not lock everybody out. */
async function whoNeedsALink(settings: Settings, staff: StaffSignIn): Promise<readonly AgentConfig[]> {
  const administrators = [...settings.agents.values()].filter((agent) => agent.role === "administrator");
  for (const administrator of administrators) if (await staff.hasSession(administrator)) return [];
  return administrators.slice(0, 1);
}
