/**
 * Recordings over HTTP (CALL-12). Pieces come from the console of who records, while it goes on and a while after; they are heard by staff
 * who may follow the conversation. What the log does not name as recorded with consent is neither taken nor given.
 */
import { Readable } from "node:stream";
import { maySendRecording, mayFollow } from "@rinnalla/core";
import { limits, type AgentConfig, type ConversationId, type ErrorCode, type RecordingId } from "@rinnalla/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { headersOf, isOwnOrigin, refuseRequest, type ApiParts } from "../http/api.ts";
import { staffOf } from "../socket/person.ts";
import { byteRange } from "./byte-range.ts";
import { bytesOf, type RecordingType } from "./recordings.ts";

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

export function serveRecordings(app: FastifyInstance, parts: () => ApiParts): void {
  const senders = new WeakMap<FastifyRequest, AgentConfig>();

  /** Before a byte of the body is read. */
  const knowSender = async (request: FastifyRequest, reply: FastifyReply) => {
    const { staff, origins } = parts();
    if (!isOwnOrigin(request, origins)) return refuseRequest(reply, "originRefused");
    const agent = await staff.whoIs(headersOf(request));
    if (!agent) return refuseRequest(reply, "notSignedIn");
    senders.set(request, agent);
    return undefined;
  };

  app.addContentTypeParser(/^(audio|video)\/webm\b/, { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  app.put<{
    Params: { recordingId: string; n: string };
    Querystring: { conversation?: string };
    Body: unknown;
  }>(
    "/api/recordings/:recordingId/:n",
    { bodyLimit: limits.recordingChunkBytes, onRequest: knowSender },
    async (request, reply) => {
      const { recordings, states, now } = parts();
      const { recordingId, n } = request.params;
      const { body } = request;
      const conversationId = request.query.conversation ?? "";
      const agent = senders.get(request);
      const type = typeOf(request);
      if (!agent) return refuseRequest(reply, "notSignedIn");
      if (!idPattern.test(recordingId) || !idPattern.test(conversationId)) return refuseRequest(reply, "notFound");
      if (!type || !Buffer.isBuffer(body) || body.length === 0 || !/^\d{1,6}$/.test(n))
        return refuseRequest(reply, "badFrame");
      if (Number(n) >= limits.recordingChunks) return refuseRequest(reply, "tooLarge");
      const state = await states.load(conversationId as ConversationId);
      const recording = state?.recordings.find(({ id }) => id === recordingId);
      // Who has no part in it is told the same as if there were none.
      if (!state || !recording || recording.agentId !== agent.id) return refuseRequest(reply, "notFound");
      if (!maySendRecording(recording, agent.id, now(), limits.recordingTailMs))
        return refuseRequest(reply, "wrongState");
      const about = { conversationId: state.id, widgetId: state.terms.widgetId, type, createdAt: now() };
      const outcome = await recordings.put(recording.id, Number(n), body, about);
      if (outcome === "kept") return reply.code(204).send();
      return refuseRequest(reply, outcome === "tooLarge" ? "tooLarge" : "notFound");
    },
  );

  app.get<{ Params: { recordingId: string } }>("/api/recordings/:recordingId", async (request, reply) => {
    const { recordings, states, staff } = parts();
    const agent = await staff.whoIs(headersOf(request));
    if (!agent) return refuseRequest(reply, "notSignedIn");
    const id = request.params.recordingId as RecordingId;
    const recorded = idPattern.test(id) ? await recordings.find(id) : null;
    const state = recorded && (await states.load(recorded.conversationId));
    const isTheirs = state && mayFollow(staffOf(agent).actor, state) && state.recordings.some((one) => one.id === id);
    if (!recorded || !isTheirs) return refuseRequest(reply, "notFound" satisfies ErrorCode);
    reply.headers({
      "content-type": recorded.type,
      "x-content-type-options": "nosniff",
      "content-disposition": "inline",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
      "accept-ranges": "bytes",
    });
    const range = byteRange(request.headers.range, recorded.size);
    if (range === "outside") {
      return reply.code(416).header("content-range", `bytes */${recorded.size}`).send();
    }
    const { start, end } = range ?? { start: 0, end: recorded.size - 1 };
    if (range) reply.code(206).header("content-range", `bytes ${start}-${end}/${recorded.size}`);
    reply.header("content-length", end - start + 1);
    return reply.send(Readable.from(bytesOf(recorded, start, end)));
  });
}

function typeOf(request: FastifyRequest): RecordingType | null {
  const essence = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  return essence === "audio/webm" || essence === "video/webm" ? essence : null;
}
