/** What a look costs as the house grows: a slot is freed, the oldest that waits is given to it, and another comes (ROUTE-03). */
import { createLineUp, type RoutableAgent, type WaitingConversation } from "@rinnalla/core";
import type { AgentId, ConversationId, QueueId } from "@rinnalla/protocol";

export interface Growth {
  readonly name: string;
  readonly points: readonly { readonly count: number; readonly microseconds: number }[];
}

const queueId = "q" as QueueId;
const limit = 100;
const units = 30;
const looks = 20_000;
const rounds = 5;

function agent(at: number, load: number, lastGivenAt: number): RoutableAgent {
  return {
    agentId: `a${at}` as AgentId,
    presence: "available",
    isSignedIn: true,
    queueIds: [queueId],
    load,
    limit,
    isLocked: false,
    lastGivenAt,
  };
}

function conversation(at: number): WaitingConversation {
  return { conversationId: `c${at}` as ConversationId, queueId, waitingSince: at, units, passedBy: [] };
}

/** All agents have some room and too little, which is the dearest case. */
function microsecondsOfALook(agents: number, waiting: number): number {
  const lineUp = createLineUp();
  for (let at = 0; at < agents; at += 1) lineUp.putAgent(agent(at, limit - units + 1, at));
  for (let at = 0; at < waiting; at += 1) lineUp.putWaiting(conversation(at));
  if (lineUp.next()) throw new Error("nobody has room");
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    for (let look = 0; look < looks; look += 1) {
      const at = (look * 7919) % agents;
      lineUp.putAgent(agent(at, limit - units, look));
      if (!lineUp.next()) throw new Error("somebody has room");
      lineUp.putAgent(agent(at, limit - units + 1, look));
      lineUp.putWaiting(conversation(waiting + round * looks + look));
    }
    took.push(((performance.now() - startedAt) * 1000) / looks);
  }
  return Math.min(...took);
}

export function measureGrowth(): readonly Growth[] {
  // What is compiled in the first is not its cost.
  microsecondsOfALook(100, 1_000);
  return [
    {
      name: "agents, with 5,000 waiting",
      points: [10, 100, 1_000, 10_000].map((count) => ({ count, microseconds: microsecondsOfALook(count, 5_000) })),
    },
    {
      name: "waiting conversations, with 200 agents",
      points: [10, 100, 1_000, 10_000, 100_000].map((count) => ({
        count,
        microseconds: microsecondsOfALook(200, count),
      })),
    },
  ];
}

const width = 640;
const height = 260;
const left = 56;
const top = 40;
const colors = ["#1f5f4a", "#3b5fc4"];
const mostDecades = 5;

/** Tens along the bottom: a straight line is logarithmic. */
export function drawGrowth(growths: readonly Growth[]): string {
  const most = Math.max(...growths.flatMap(({ points }) => points.map((point) => point.microseconds))) * 1.2;
  const x = (count: number) => left + (Math.log10(count) / mostDecades) * width;
  const y = (value: number) => top + height - (value / most) * height;
  const parts: string[] = [];
  for (const value of [0, most / 2, most])
    parts.push(
      `<path d="M${left} ${y(value)}h${width}" stroke="#ddd"/><text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${value.toFixed(1)}</text>`,
    );
  for (let decade = 0; decade <= mostDecades; decade += 1)
    parts.push(
      `<text x="${x(10 ** decade)}" y="${top + height + 18}" text-anchor="middle">${(10 ** decade).toLocaleString("en")}</text>`,
    );
  for (const [index, { name, points }] of growths.entries()) {
    const line = points.map(({ count, microseconds }) => `${x(count).toFixed(1)},${y(microseconds).toFixed(1)}`);
    parts.push(
      `<polyline points="${line.join(" ")}" fill="none" stroke="${colors[index]}" stroke-width="2"/>`,
      `<text x="${left + 150 + index * 220}" y="${top - 14}" fill="${colors[index]}">${name}</text>`,
    );
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 30} ${top + height + 30}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${left}" y="${top - 14}" font-weight="bold">A look, µs, by</text>
${parts.join("\n")}
</svg>
`;
}
