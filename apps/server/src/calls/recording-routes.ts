/**
 * Recordings over HTTP (CALL-12). Pieces come from the console of who records, while it goes on and a while after; they are heard by staff
 * who may follow the conversation. What the log does not name as recorded with consent is neither taken nor given.
 */
import { Readable } from "node:stream";
import { maySendRecording, mayFollow, type RecordingState } from "@rinnalla/core";
import {
  limits,
  type AgentConfig,
  type ConversationId,
  type ErrorCode,
  type RecordingId,
  type RecordingOutline,
} from "@rinnalla/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { headersOf, isOwnOrigin, refuseRequest, type ApiParts } from "../http/api.ts";
import { staffOf } from "../socket/person.ts";
import { byteRange } from "./byte-range.ts";
import { rememberedLengths, stretchesOf } from "./recording-outline.ts";
import { bytesOf, type Kept, type RecordingType } from "./recordings.ts";

/** Since the last piece was asked for: a pause of the player. */
const onePlayingMs = 600_000;
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
    Querystring: { conversation?: string; part?: string };
    Body: unknown;
  }>(
    "/api/recordings/:recordingId/:n",
    { bodyLimit: limits.recordingChunkBytes, onRequest: knowSender },
    async (request, reply) => {
      const { recordings, states, now } = parts();
      const { recordingId, n } = request.params;
      const { body } = request;
      const { conversation: conversationId = "", part = "0" } = request.query;
      const agent = senders.get(request);
      const type = typeOf(request);
      if (!agent) return refuseRequest(reply, "notSignedIn");
      if (!idPattern.test(recordingId) || !idPattern.test(conversationId)) return refuseRequest(reply, "notFound");
      if (!type || !Buffer.isBuffer(body) || body.length === 0 || !/^\d{1,6}$/.test(n) || !/^\d{1,6}$/.test(part))
        return refuseRequest(reply, "badFrame");
      if (Number(n) >= limits.recordingChunks) return refuseRequest(reply, "tooLarge");
      const state = await states.load(conversationId as ConversationId);
      const recording = state?.recordings.find(({ id }) => id === recordingId);
      // Who has no part in it is told the same as if there were none.
      if (!state || !recording || recording.agentId !== agent.id) return refuseRequest(reply, "notFound");
      if (!maySendRecording(recording, agent.id, now(), limits.recordingTailMs))
        return refuseRequest(reply, "wrongState");
      // What passes of a co-browse the server keeps itself.
      if (recording.visual === "cobrowse") return refuseRequest(reply, "wrongState");
      if (Number(part) > recording.part) return refuseRequest(reply, "wrongState");
      const about = { conversationId: state.id, widgetId: state.terms.widgetId, type, createdAt: now() };
      const outcome = await recordings.put(recording.id, Number(part), Number(n), body, about);
      if (outcome === "kept") return reply.code(204).send();
      return refuseRequest(reply, outcome === "tooLarge" ? "tooLarge" : "notFound");
    },
  );

  const lengthOf = rememberedLengths();
  /** Until when what somebody fetches of a recording belongs to the same playing of it. */
  const playing = new Map<string, number>();

  /** False: it could not be written down, so nothing is given (SUP-04). A player asks for many pieces; that is one playing. */
  const notePlayback = async (
    agent: AgentConfig,
    conversationId: ConversationId,
    id: RecordingId,
  ): Promise<boolean> => {
    const { now, tell } = parts();
    const key = `${agent.id} ${id}`;
    const isGoingOn = (playing.get(key) ?? 0) > now();
    if (!isGoingOn) {
      const noted = await tell(conversationId, {
        type: "notePlayback",
        recordingId: id,
        agentId: agent.id,
        name: agent.name,
      });
      if (!noted.ok) return false;
    }
    for (const [each, until] of playing) if (until <= now()) playing.delete(each);
    playing.set(key, now() + onePlayingMs);
    return true;
  };

  /** What is kept of a recording that this person may hear, or `null`. Of a conversation that is not named, the files know. */
  const heardBy = async (agent: AgentConfig, id: RecordingId, of?: string): Promise<Heard | null> => {
    const { recordings, states } = parts();
    if (!idPattern.test(id) || !idPattern.test(of ?? id)) return null;
    const conversationId = (of as ConversationId | undefined) ?? (await recordings.about(id))?.conversationId;
    const state = conversationId && (await states.load(conversationId));
    const recording = state?.recordings.find((one) => one.id === id);
    if (!state || !recording || !mayFollow(staffOf(agent).actor, state)) return null;
    return { conversationId: state.id, recording, kept: await recordings.find(id) };
  };

  app.get<{
    Params: { recordingId: RecordingId };
    Querystring: { conversation?: string };
  }>("/api/recordings/:recordingId/outline", async (request, reply) => {
    const agent = await parts().staff.whoIs(headersOf(request));
    if (!agent) return refuseRequest(reply, "notSignedIn");
    const heard = await heardBy(agent, request.params.recordingId, request.query.conversation);
    if (!heard) return refuseRequest(reply, "notFound");
    const outline: RecordingOutline = {
      isGrowing: heard.recording.stoppedAt === null || parts().serverRecordings.isPending(heard.recording.id),
      stretches: await stretchesOf(heard.kept, lengthOf),
    };
    return reply.header("cache-control", "private, no-store").send(outline);
  });

  app.get<{ Params: { recordingId: RecordingId }; Querystring: { track?: string } }>(
    "/api/recordings/:recordingId",
    async (request, reply) => {
      const agent = await parts().staff.whoIs(headersOf(request));
      if (!agent) return refuseRequest(reply, "notSignedIn");
      const { track = "0" } = request.query;
      const heard = await heardBy(agent, request.params.recordingId);
      const kept = heard?.kept.find(({ name }) => name === track);
      if (!heard || !kept) return refuseRequest(reply, "notFound" satisfies ErrorCode);
      if (!(await notePlayback(agent, heard.conversationId, heard.recording.id)))
        return refuseRequest(reply, "unavailable");
      reply.headers({
        "content-type": kept.type,
        "x-content-type-options": "nosniff",
        "content-disposition": "inline",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
        "accept-ranges": "bytes",
      });
      const range = byteRange(request.headers.range, kept.size);
      if (range === "outside") return reply.code(416).header("content-range", `bytes */${kept.size}`).send();
      const { start, end } = range ?? { start: 0, end: kept.size - 1 };
      if (range) reply.code(206).header("content-range", `bytes ${start}-${end}/${kept.size}`);
      reply.header("content-length", end - start + 1);
      return reply.send(Readable.from(bytesOf(kept, start, end)));
    },
  );
}

interface Heard {
  readonly conversationId: ConversationId;
  readonly recording: RecordingState;
  readonly kept: readonly Kept[];
}

function typeOf(request: FastifyRequest): RecordingType | null {
  const essence = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  return essence === "audio/webm" || essence === "video/webm" ? essence : null;
}
