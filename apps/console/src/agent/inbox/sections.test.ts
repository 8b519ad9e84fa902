import type { AgentId, OfferId, QueueId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { foldDesk } from "../../store/desk.ts";
import { agentView, aino, start, summary } from "../../testing/samples.ts";
import { sectionsOf } from "./sections.ts";

const offer = (agentId: AgentId) => ({ offerId: "o" as OfferId, agentId, expiresAt: start });
const desk = foldDesk(
  {
    isLoaded: false,
    conversations: new Map(),
    agents: new Map(),
    queues: new Map(),
    callBacks: new Map(),
    skills: new Map(),
    presences: new Map(),
  },
  {
    t: "desk",
    isWhole: true,
    gone: [],
    queues: [],
    agents: [agentView()],
    conversations: [
      summary({ id: "young", waitingSince: start + 9 }),
      summary({ id: "old", waitingSince: start + 1 }),
      summary({ id: "elsewhere", queueId: "q_other" as QueueId }),
      summary({ id: "mine-offer", offer: offer(aino) }),
      summary({ id: "other-offer", waitingSince: start + 20, offer: offer("a_ville" as AgentId) }),
      summary({ id: "wrap", status: "wrapUp", agentId: aino, waitingSince: null }),
      summary({ id: "active", status: "active", agentId: aino, openedAt: start + 5, waitingSince: null }),
      summary({ id: "away", status: "waiting", agentId: aino, waitingSince: null }),
      summary({ id: "done", status: "closed", agentId: aino, waitingSince: null }),
      summary({ id: "villes", status: "active", agentId: "a_ville" as AgentId, waitingSince: null }),
    ],
  },
);

test("[ROUTE-01] mine by need, the queue by its order, and what is offered to me apart", () => {
  const sections = sectionsOf(desk, aino);
  expect(sections.mine.map((one) => one.id)).toEqual(["active", "away", "wrap"]);
  expect(sections.queue.map((one) => one.id)).toEqual(["old", "young", "other-offer"]);
  expect(sections.offers.map((one) => one.id)).toEqual(["mine-offer"]);
});

test("what changed comes in, what is gone goes", () => {
  const changed = foldDesk(desk, {
    t: "desk",
    isWhole: false,
    gone: ["old" as never],
    queues: [],
    agents: [agentView({ load: 60 })],
    conversations: [summary({ id: "new", waitingSince: start })],
  });
  expect(sectionsOf(changed, aino).queue.map((one) => one.id)).toEqual(["new", "young", "other-offer"]);
  expect(changed.agents.get(aino)?.load).toBe(60);
});
