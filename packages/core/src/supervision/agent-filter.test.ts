import type { AgentId, AgentView, QueueId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { filterAgents, type AgentFilter } from "./agent-filter.ts";
import type { AgentRow } from "./live-rows.ts";

const everybody: AgentFilter = { text: "", queueId: null, state: null };
const [service, repairs] = ["q_service", "q_repairs"] as QueueId[];
const row = (name: string, part: Partial<AgentView> = {}, visual: AgentRow["visual"] = null): AgentRow => ({
  agent: {
    id: `a_${name}` as AgentId,
    name,
    role: "agent",
    presence: "available",
    isSignedIn: true,
    load: 0,
    limit: 100,
    isInCall: false,
    queueIds: [service!],
    ...part,
  },
  conversations: 0,
  visual,
});
const rows = [
  row("Aino", { isInCall: true }),
  row("Ville", { load: 100, queueIds: [service!, repairs!] }),
  row("Saga", { presence: "away" }, "cobrowse"),
  row("Otso"),
  row("Väinö", { isSignedIn: false, load: 100 }),
];

test.each<[Partial<AgentFilter>, string]>([
  [{}, "Aino Ville Saga Otso Väinö"],
  [{ text: " VÄI " }, "Väinö"],
  [{ queueId: repairs! }, "Ville"],
  [{ state: "signedIn" }, "Aino Ville Saga Otso"],
  [{ state: "available" }, "Otso"],
  [{ state: "call" }, "Aino"],
  [{ state: "visual" }, "Saga"],
  [{ state: "full" }, "Ville"],
  [{ text: "i", state: "full", queueId: service! }, "Ville"],
])("[SUP-01] agents by %o: %s", (filter, expected) => {
  const found = filterAgents(rows, { ...everybody, ...filter });
  expect(found.map(({ agent }) => agent.name).join(" ")).toBe(expected);
});

test("[SUP-01] without a filter the rows stay the same list, so that nothing is drawn anew", () => {
  expect(filterAgents(rows, everybody)).toBe(rows);
});
