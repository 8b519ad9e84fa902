/**
 * The queries that are not on the path of a message, written once for both databases.
 * Reads run at once; writes go through `write`, so that each database commits them its own way.
 */
import { sql, type Compilable, type Kysely } from "kysely";
import type { AgentId, ConfigByKind, ConfigKind, ConversationId, VisitorId } from "@rinnalla/protocol";
import type { Store } from "./port.ts";
import { hasCallBack } from "./migrations.ts";
import { agentOf, claimOf, configOf, summaryOf } from "./rows.ts";
import type { Tables } from "./tables.ts";

type ColdStore = Pick<
  Store,
  | "findConversation"
  | "findOngoingOfVisitor"
  | "listOngoing"
  | "listClosed"
  | "listCallBacks"
  | "listClaims"
  | "listClaimsOf"
  | "nextTimerAt"
  | "clearTimer"
  | "setPresence"
  | "listAgentRows"
  | "putConfig"
  | "listConfig"
  | "removeConfig"
  | "forgetResults"
>;

// Literals, since a planner that sees a parameter does not see that the partial indices fit.
const closed = sql.lit("closed" as const);
const ongoing = (["open", "active", "waiting"] as const).map((status) => sql.lit(status));

/** Runs a write; resolves with the number of rows it touched when it is durable. */
export type Write = (query: Compilable) => Promise<number>;

export function createColdStore(db: Kysely<Tables>, write: Write): ColdStore {
  return {
    async findConversation(id: ConversationId) {
      const row = await db
        .selectFrom("conversation")
        .select(["visitor_id", "summary"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? { visitorId: row.visitor_id, summary: summaryOf(row) } : null;
    },
    async findOngoingOfVisitor(visitorId: VisitorId) {
      const row = await db
        .selectFrom("conversation")
        .select("id")
        .where("visitor_id", "=", visitorId)
        .where("status", "in", ongoing)
        .executeTakeFirst();
      return row?.id ?? null;
    },
    async listOngoing() {
      const rows = await db
        .selectFrom("conversation")
        .select("summary")
        .where("status", "<>", closed)
        .orderBy("opened_at")
        .orderBy("id")
        .execute();
      return rows.map(summaryOf);
    },
    async listCallBacks() {
      const rows = await db
        .selectFrom("conversation")
        .select("summary")
        .where("status", "=", closed)
        .where(sql<boolean>`summary LIKE ${sql.lit(hasCallBack)}`)
        .execute();
      return rows.map(summaryOf);
    },
    async listClosed(limit: number) {
      const rows = await db
        .selectFrom("conversation")
        .select("summary")
        .where("status", "=", closed)
        .orderBy("closed_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(summaryOf);
    },

    async listClaims() {
      const rows = await db
        .selectFrom("claim")
        .selectAll()
        .orderBy("agent_id")
        .orderBy("conversation_id")
        .orderBy("kind")
        .execute();
      return rows.map(claimOf);
    },
    async listClaimsOf(agentId: AgentId) {
      const rows = await db
        .selectFrom("claim")
        .selectAll()
        .where("agent_id", "=", agentId)
        .orderBy("conversation_id")
        .orderBy("kind")
        .execute();
      return rows.map(claimOf);
    },

    async nextTimerAt() {
      const row = await db
        .selectFrom("timer")
        .select("available_at")
        .orderBy("available_at")
        .limit(1)
        .executeTakeFirst();
      return row?.available_at ?? null;
    },
    async clearTimer({ conversationId, timer, dueAt }) {
      await write(
        db
          .deleteFrom("timer")
          .where("conversation_id", "=", conversationId)
          .where("timer", "=", timer)
          .where("due_at", "=", dueAt),
      );
    },

    async setPresence(agentId, presence) {
      await write(
        db
          .insertInto("agent")
          .values({ agent_id: agentId, presence, last_given_at: 0 })
          .onConflict((conflict) => conflict.column("agent_id").doUpdateSet({ presence })),
      );
    },
    async listAgentRows() {
      const rows = await db.selectFrom("agent").selectAll().orderBy("agent_id").execute();
      return rows.map(agentOf);
    },

    async putConfig<Kind extends ConfigKind>(kind: Kind, value: ConfigByKind[Kind]) {
      const body = JSON.stringify(value);
      await write(
        db
          .insertInto("config")
          .values({ kind, id: value.id, body })
          .onConflict((conflict) => conflict.columns(["kind", "id"]).doUpdateSet({ body })),
      );
    },
    async removeConfig(kind: ConfigKind, id: string) {
      await write(db.deleteFrom("config").where("kind", "=", kind).where("id", "=", id));
    },
    async listConfig<Kind extends ConfigKind>(kind: Kind) {
      const rows = await db.selectFrom("config").select("body").where("kind", "=", kind).orderBy("id").execute();
      return rows.map((row) => configOf<Kind>(row));
    },

    async forgetResults(before: number) {
      return await write(db.deleteFrom("command_result").where("created_at", "<", before));
    },
  };
}
