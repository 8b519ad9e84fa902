/** When agents were last given something comes with every offer: many are written by one statement. */
import type { AgentId } from "@rinnalla/protocol";
import type { Connection } from "./connect.ts";
import { createJoined } from "./joined.ts";

const setGiven = {
  name: "set-last-given",
  text: `INSERT INTO agent SELECT n.id, 'offline', n.at FROM unnest($1::text[], $2::bigint[]) AS n (id, at)
    ON CONFLICT (agent_id) DO UPDATE SET last_given_at = excluded.last_given_at`,
};

export function createLastGiven(connection: Connection): (agentId: AgentId, at: number) => Promise<void> {
  const setJoined = createJoined<AgentId, number, number>({
    join: (_before, at) => at,
    async write(rows) {
      await connection.query({ ...setGiven, values: [rows.map(([id]) => id), rows.map(([, at]) => at)] });
      return new Map(rows);
    },
  });
  return async (agentId, at) => {
    await setJoined(agentId, at);
  };
}
