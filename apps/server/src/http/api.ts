/** The REST routes. Each does what its row in `access.ts` says before anything else; errors are codes, never texts. */
import { mayFollow, type SystemCommand } from "@rinnalla/core";
import {
  errorCodes,
  type CommandResult,
  type ConversationId,
  type ErrorCode,
  type WidgetConfig,
  type WidgetId,
} from "@rinnalla/protocol";
import { StoreError, type Store } from "@rinnalla/storage";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Attachments } from "../attachments/attachments.ts";
import type { Recordings } from "../calls/recordings.ts";
import type { CustomerIdentity } from "../auth/customer-identity.ts";
import { linkPath, type StaffSignIn } from "../auth/staff-sign-in.ts";
import type { Tickets } from "../auth/tickets.ts";
import type { ServerRecordings } from "../calls/janus/server-recordings.ts";
import type { MediaServer } from "../calls/janus/media-server.ts";
import type { RelayHealth } from "../calls/relay-health.ts";
import type { VisitorTokens } from "../auth/visitor-tokens.ts";
import type { States } from "../conversations/states.ts";
import type { Vacancy } from "../opening/vacancy.ts";
import type { ConfigurationDesk } from "../settings/configuration.ts";
import type { Deployment } from "../settings/deployment-routes.ts";
import { publicWidget, type Settings } from "../settings/settings.ts";
import { staffOf, type Person } from "../socket/person.ts";
import type { Previews } from "../visual/previews.ts";
import { transcript } from "./transcript.ts";
import { wholeLog } from "./whole-log.ts";

export interface ApiParts {
  readonly store: Store;
  readonly states: States;
  readonly settings: Settings;
  readonly visitorTokens: VisitorTokens;
  readonly customerIdentity: CustomerIdentity;
  readonly vacancy: Vacancy;
  readonly tickets: Tickets;
  readonly staff: StaffSignIn;
  readonly recordings: Recordings;
  readonly serverRecordings: ServerRecordings;
  readonly attachments: Attachments;
  readonly now: () => number;
  readonly relayHealth: RelayHealth;
  readonly mediaServer: MediaServer;
  /** The console's own origins. */
  readonly origins: readonly string[];
  readonly configuration: ConfigurationDesk;
  readonly deployment: Deployment;
  readonly previews: Previews;
  readonly tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  badFrame: 400,
  notSignedIn: 401,
  notAllowed: 403,
  originRefused: 403,
  signatureRefused: 403,
  identityRefused: 403,
  notFound: 404,
  attachmentsOff: 403,
  tooLarge: 413,
  imageTooLarge: 413,
  fileKind: 415,
  fileEmpty: 400,
  tooMany: 429,
  unavailable: 503,
  internal: 500,
};

export function refuseRequest(reply: FastifyReply, code: ErrorCode): FastifyReply {
  if (errorCodes[code].isRetryable) reply.header("retry-after", "1");
  return reply.code(statusOf[code] ?? 409).send({ code });
}

/** `parts` are there once the server listens: the origins go with the port. */
export function serveApi(app: FastifyInstance, parts: () => ApiParts): void {
  // For each address. An office behind one address loads many pages; nobody signs in that often.
  const often = { config: { rateLimit: { max: 600, timeWindow: 60_000 } } };
  const limited = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };

  app.get("/api/health", async (_request, reply) => {
    try {
      const { store, relayHealth, mediaServer } = parts();
      await store.checkHealth();
      // Named, and no fault of this process: it stays healthy whatever the relays do.
      const joined = mediaServer.state === "none" ? {} : { mediaServer: mediaServer.state };
      return { status: "ok", relays: await relayHealth.state(), ...joined };
    } catch (failure) {
      if (failure instanceof StoreError) return refuseRequest(reply, "unavailable");
      throw failure;
    }
  });

  const preflight = (request: FastifyRequest, reply: FastifyReply) => {
    if (someWidgetAllows(parts().settings, request.headers.origin)) allowOrigin(reply, request.headers.origin);
    return reply
      .headers({
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "authorization, content-type",
        "access-control-max-age": "600",
      })
      .code(204)
      .send();
  };
  app.options("/api/widget/:widgetId/session", preflight);
  app.options("/api/conversations/:conversationId/transcript", preflight);

  app.post<{ Params: { widgetId: string }; Body: unknown }>(
    "/api/widget/:widgetId/session",
    often,
    async (request, reply) => {
      const { settings, visitorTokens, customerIdentity } = parts();
      const widget = settings.widgets.get(request.params.widgetId as WidgetId);
      if (!widget) return refuseRequest(reply, "notFound");
      if (!allows(widget, request.headers.origin)) return refuseRequest(reply, "originRefused");
      allowOrigin(reply, request.headers.origin);
      const said = textIn(request.body, "identity");
      if (said !== "") {
        const customer = widget.identity ? await customerIdentity.verify(widget.identity, said) : null;
        if (!customer) return refuseRequest(reply, "identityRefused");
        const signedIn = await visitorTokens.issueSignedIn(widget.id, customer);
        return reply
          .header("cache-control", "no-store")
          .send({ ...signedIn, isSignedIn: true, widget: publicWidget(widget) });
      }
      const known = await visitorTokens.read(textIn(request.body, "token"));
      // Who has signed out is nobody that was here before (CHAT-08).
      const isKnown = known?.widgetId === widget.id && known.customer === null;
      const { token, visitorId } = await visitorTokens.issue(widget.id, isKnown ? known.visitorId : null);
      return reply.header("cache-control", "no-store").send({ token, visitorId, widget: publicWidget(widget) });
    },
  );

  // A POST, since browsers name the origin of every one: a GET within an origin goes without.
  app.post<{ Params: { widgetId: string } }>("/api/widget/:widgetId/availability", often, async (request, reply) => {
    const { settings, vacancy } = parts();
    const widget = settings.widgets.get(request.params.widgetId as WidgetId);
    if (!widget) return refuseRequest(reply, "notFound");
    if (!allows(widget, request.headers.origin)) return refuseRequest(reply, "originRefused");
    allowOrigin(reply, request.headers.origin);
    return reply.header("cache-control", "no-store").send(vacancy.of(widget));
  });

  app.get<{ Params: { conversationId: string } }>(
    "/api/conversations/:conversationId/transcript",
    async (request, reply) => {
      const { states, store, settings } = parts();
      const { origin } = request.headers;
      if (someWidgetAllows(settings, origin)) allowOrigin(reply, origin);
      const person = await personOf(request, parts());
      if (!person) return refuseRequest(reply, "notSignedIn");
      const id = request.params.conversationId as ConversationId;
      const state = await states.load(id);
      if (!state || !mayFollow(person.actor, state)) return refuseRequest(reply, "notFound");
      const organisation = settings.widgets.get(state.terms.widgetId)?.organisation ?? "";
      const isForCustomer = person.realm === "visitor";
      const text = transcript(await wholeLog(store, id), {
        organisation,
        isForCustomer,
        // The customer's own language; the staff's file stays in one.
        ...(isForCustomer && { locale: state.locale }),
      });
      const day = new Date(state.openedAt).toISOString().slice(0, 10);
      return reply
        .type("text/plain; charset=utf-8")
        .header("content-disposition", `attachment; filename="conversation-${day}.txt"`)
        .header("access-control-expose-headers", "content-disposition")
        .header("cache-control", "no-store")
        .send(text);
    },
  );

  app.post("/api/staff/ticket", often, async (request, reply) => {
    const { staff, tickets, origins } = parts();
    if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
    const agent = await staff.whoIs(headersOf(request));
    if (!agent) return refuseRequest(reply, "notSignedIn");
    return reply.header("cache-control", "no-store").send({ ticket: tickets.issue(agent.id) });
  });

  app.get("/api/staff/me", async (request, reply) => {
    const agent = await parts().staff.whoIs(headersOf(request));
    if (!agent) return refuseRequest(reply, "notSignedIn");
    return reply.header("cache-control", "no-store").send(agent);
  });

  app.get("/api/staff/quick-replies", often, async (request, reply) => {
    const { staff, settings } = parts();
    if (!(await staff.whoIs(headersOf(request)))) return refuseRequest(reply, "notSignedIn");
    return reply.header("cache-control", "no-store").send([...settings.quickReplies.values()]);
  });

  app.post("/api/staff/sign-out", async (request, reply) => {
    const { staff, origins } = parts();
    if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
    const headers = headersOf(request);
    if (!(await staff.whoIs(headers))) return refuseRequest(reply, "notSignedIn");
    const answer = await staff.signOut(headers);
    return reply.code(204).header("set-cookie", answer.headers.getSetCookie()).send();
  });

  app.get(linkPath, limited, async (request, reply) => {
    const { staff, origins } = parts();
    const answer = await staff.follow(new Request(`${origins[0]}${request.url}`, { headers: headersOf(request) }));
    const location = answer.headers.get("location");
    if (!location) return refuseRequest(reply, "badFrame");
    return reply
      .header("set-cookie", answer.headers.getSetCookie())
      .header("cache-control", "no-store")
      .redirect(location, 302);
  });
}

export async function personOf(request: FastifyRequest, { visitorTokens, staff }: ApiParts): Promise<Person | null> {
  const { authorization } = request.headers;
  if (authorization?.startsWith("Bearer ")) return visitorTokens.read(authorization.slice("Bearer ".length));
  const agent = await staff.whoIs(headersOf(request));
  return agent && staffOf(agent);
}

function textIn(body: unknown, field: "token" | "identity"): string {
  const found = typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : "";
  return typeof found === "string" ? found : "";
}

function allows(widget: WidgetConfig, origin: string | undefined): boolean {
  return origin !== undefined && widget.allowedOrigins.includes(origin);
}

export function someWidgetAllows(settings: Settings, origin: string | undefined): boolean {
  return [...settings.widgets.values()].some((widget) => allows(widget, origin));
}

export function allowOrigin(reply: FastifyReply, origin: string | undefined): void {
  reply.headers({ "access-control-allow-origin": origin ?? "null", vary: "origin" });
}

/** A browser names the origin of every POST; a foreign page's is refused although the cookie may come along. */
export function isOwnOrigin(request: FastifyRequest, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  return origin === undefined || origins.includes(origin);
}

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === "string") headers.set(name, value);
  return headers;
}
