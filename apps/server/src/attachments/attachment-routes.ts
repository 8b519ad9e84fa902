/**
 * Files over HTTP (CHAT-05). Both realms: the visitor of the conversation by token in a header, staff who follow it by cookie; asked
 * anew on every request, and no address grants anything. What is given cannot run: a type of ours, `nosniff`, a sandbox without
 * anything in it, and shown in place only if it is a raster image.
 */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { isImageType, mayCommand, maySeeAttachment, safeFileName, sniff, usualAttachmentRules } from "@rinnalla/core";
import type { ConversationState } from "@rinnalla/core";
import {
  limits,
  type AttachmentId,
  type AttachmentType,
  type ConversationId,
  type ErrorCode,
} from "@rinnalla/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { allowOrigin, isOwnOrigin, personOf, refuseRequest, someWidgetAllows, type ApiParts } from "../http/api.ts";
import type { Person } from "../socket/person.ts";

interface Named {
  Params: { conversationId: ConversationId; attachmentId: AttachmentId };
}
interface Sender {
  readonly person: Person;
  readonly state: ConversationState;
}

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;
const path = "/api/conversations/:conversationId/attachments/:attachmentId";

export function serveAttachments(app: FastifyInstance, parts: () => ApiParts): void {
  const senders = new WeakMap<FastifyRequest, Sender>();
  const often = { rateLimit: { max: 240, timeWindow: 60_000 } };

  const personIn = async (
    request: FastifyRequest<Named>,
    reply: FastifyReply,
  ): Promise<{ person: Person; state: ConversationState } | ErrorCode> => {
    const { states, settings, origins } = parts();
    const { origin } = request.headers;
    const isOfVisitor = request.headers.authorization !== undefined;
    if (someWidgetAllows(settings, origin)) allowOrigin(reply, origin);
    // A cookie comes along from anywhere; a token does not.
    if (!isOfVisitor && !isOwnOrigin(request, origins)) return "originRefused";
    const person = await personOf(request, parts());
    if (!person) return "notSignedIn";
    const { conversationId, attachmentId } = request.params;
    if (!idPattern.test(conversationId) || !idPattern.test(attachmentId)) return "notFound";
    const state = await states.load(conversationId);
    return state ? { person, state } : "notFound";
  };

  /** Before a byte of the body is read. */
  const knowSender = async (request: FastifyRequest, reply: FastifyReply) => {
    const sender = await personIn(request as FastifyRequest<Named>, reply);
    if (typeof sender === "string") return refuseRequest(reply, sender);
    const { person, state } = sender;
    if (!mayCommand(person.actor, "postAttachment", state)) return refuseRequest(reply, "notFound");
    if (state.status === "closed" || (state.ended && person.realm === "visitor"))
      return refuseRequest(reply, "conversationEnded");
    senders.set(request, sender);
    return undefined;
  };

  // Whatever the sender calls it.
  app.addContentTypeParser("application/octet-stream", (_request, body, done) => done(null, body));

  for (const each of [path, `${path}/preview`])
    app.options(each, (request, reply) => {
      if (someWidgetAllows(parts().settings, request.headers.origin)) allowOrigin(reply, request.headers.origin);
      return reply
        .headers({
          "access-control-allow-methods": "GET, PUT",
          "access-control-allow-headers": "authorization, content-type",
          "access-control-max-age": "600",
        })
        .code(204)
        .send();
    });

  const receive = (part: "file" | "preview") => async (request: FastifyRequest<Named>, reply: FastifyReply) => {
    const { attachments, now } = parts();
    const sender = senders.get(request);
    if (!sender || !(request.body instanceof Readable))
      return refuseRequest(reply, sender ? "badFrame" : "notSignedIn");
    const { person, state } = sender;
    const incoming = {
      conversationId: state.id,
      id: request.params.attachmentId,
      actorKey: person.key,
      side: person.realm === "visitor" ? ("customer" as const) : ("agent" as const),
      widgetId: state.terms.widgetId,
      rules: state.terms.attachments ?? usualAttachmentRules,
      now: now(),
    };
    const problem =
      part === "file"
        ? await attachments.receive(incoming, request.body)
        : await attachments.receivePreview(incoming, request.body);
    return problem ? refuseRequest(reply, problem) : reply.code(204).send();
  };
  const receiving = { bodyLimit: limits.mostAttachmentBytes + 1, onRequest: knowSender, config: often };
  app.put<Named>(path, receiving, receive("file"));
  app.put<Named>(`${path}/preview`, receiving, receive("preview"));

  const give = (part: "file" | "preview") => async (request: FastifyRequest<Named>, reply: FastifyReply) => {
    const asker = await personIn(request, reply);
    if (typeof asker === "string") return refuseRequest(reply, asker);
    const { person, state } = asker;
    const { attachmentId } = request.params;
    if (!maySeeAttachment(person.actor, state, attachmentId)) return refuseRequest(reply, "notFound");
    const found = await parts().attachments.open(state.id, attachmentId, part);
    if (!found) return refuseRequest(reply, "notFound");
    const { about, bytes } = found;
    // Small, and of a type of its own.
    const preview = part === "preview" ? await buffer(found.stream) : null;
    const type = preview ? sniff(preview, preview) : about.type;
    if (!type) return refuseRequest(reply, "notFound");
    return reply.headers({ ...harmless(type), "content-length": String(bytes) }).send(preview ?? found.stream);
  };
  app.get<Named>(path, { config: often }, give("file"));
  app.get<Named>(`${path}/preview`, { config: often }, give("preview"));
}

/** The name is the message's, which the page has; here a plain one stands, for whoever opens the address by hand. */
function harmless(type: AttachmentType): Record<string, string> {
  const isShown = isImageType(type);
  return {
    "content-type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
    "content-disposition": `${isShown ? "inline" : "attachment"}; filename="${safeFileName("file", type)}"`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "private, no-store",
  };
}
