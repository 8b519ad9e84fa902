import { aino, id } from "@rinnalla/testkit";
import type { ConversationId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Claim, ClaimChange } from "../effects.ts";
import { isLocked, loadOf, unitsToTake } from "./load.ts";

type Take = Extract<ClaimChange, { type: "takeClaim" }>;

const held = (kind: Claim["kind"], units: number): Claim => ({
  agentId: aino.agentId,
  conversationId: id<ConversationId>("c"),
  kind,
  units,
});
const take = (kind: Claim["kind"], units: number, mode: Take["mode"] = "ifRoom"): Take => ({
  type: "takeClaim",
  agentId: aino.agentId,
  kind,
  units,
  mode,
});

test("[ROUTE-02] a conversation is taken up to the limit and not beyond it", () => {
  expect(unitsToTake([held("conversation", 70)], 100, take("conversation", 30))).toBe(30);
  expect(unitsToTake([held("conversation", 71)], 100, take("conversation", 30))).toBeNull();
});

test("[ROUTE-03] a call takes what is left, which may be nothing, and locks; a second call is refused", () => {
  expect(unitsToTake([held("conversation", 30)], 100, take("call", 0))).toBe(70);
  expect(unitsToTake([held("conversation", 130)], 100, take("call", 0))).toBe(0);
  const inCall = [held("conversation", 30), held("call", 70)];
  expect(isLocked(inCall)).toBe(true);
  expect(unitsToTake(inCall, 100, take("call", 0))).toBeNull();
});

test("[ROUTE-03] in a call nothing is taken by routing, not even what takes no units", () => {
  expect(unitsToTake([held("call", 0)], 100, take("conversation", 0))).toBeNull();
});

test("[ROUTE-04] a supervisor's assign is taken in any case, over the limit and in a call", () => {
  const inCall = [held("conversation", 30), held("call", 70)];
  expect(unitsToTake(inCall, 100, take("conversation", 30, "force"))).toBe(30);
  expect(loadOf([...inCall, held("conversation", 30)])).toBe(130);
});
