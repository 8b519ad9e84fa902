/**
 * What the self-test page needs of the server: relays to try, with credentials of its own. Staff try every region; a customer the
 * one that a call in this conversation would use (CALL-13).
 */
import { mayFollow } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import type { FastifyInstance } from "fastify";
import { chooseRelays, relayServer, type RelaySettings } from "../calls/relays.ts";
import { personOf, refuseRequest, type ApiParts } from "./api.ts";

/** The whole test takes less. */
const testSeconds = 2 * 60;

export function serveSelfTest(app: FastifyInstance, parts: () => ApiParts, settings: RelaySettings | null): void {
  const limited = { config: { rateLimit: { max: 30, timeWindow: 60_000 } } };
  app.get<{ Querystring: { conversation?: string } }>("/api/self-test", limited, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const person = await personOf(request, parts());
    if (!person) return refuseRequest(reply, "notSignedIn");
    if (person.realm === "staff") {
      const purpose = `self-test-${person.agentId}`;
      const regions = Object.entries(settings?.regions ?? {});
      return {
        regions: regions.map(([region, relays]) => ({
          region,
          servers: [relayServer(relays, purpose, Date.now(), testSeconds)],
        })),
        isRelayOnly: settings?.isRelayOnly ?? false,
      };
    }
    const id = (request.query.conversation ?? "") as ConversationId;
    const state = id ? await parts().states.load(id) : null;
    // With an agent in it: whoever merely opens the chat gets no relay to use for something else.
    if (!state?.agent || state.ended || !mayFollow(person.actor, state)) return refuseRequest(reply, "notFound");
    const { queues, widgets } = parts().settings;
    const chosen = chooseRelays(settings, [queues.get(state.queueId), widgets.get(state.terms.widgetId)]);
    const { region, relays, isRelayOnly } = chosen;
    const servers = relays ? [relayServer(relays, `self-test-${id}`, Date.now(), testSeconds)] : [];
    return { regions: relays ? [{ region, servers }] : [], isRelayOnly };
  });
}
