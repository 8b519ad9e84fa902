/**
 * A session with somebody else's provider (VIS-10): what its page or its server says becomes the same states that the built-in one
 * goes through. Consent to be seen is given on the provider's page; scopes are not ours to ask there.
 */
import { limits } from "@rinnalla/protocol";
import type { Refusal, StaffCommand } from "@rinnalla/protocol";
import { decide, nothing, type Decision } from "../decision.ts";
import { refuse } from "../kernel/result.ts";
import { joinLinkOf } from "../provider/join-link.ts";
import type { VisualCommand, VisualTurn } from "./step.ts";
import type { VisualState } from "./state.ts";

type Prepare = Extract<StaffCommand, { type: "prepareVisual" }>;

/** Commands of a session whose PIN, consent and picture are ours. */
const builtinOnly: ReadonlySet<VisualCommand["type"]> = new Set([
  "enterPin",
  "askScope",
  "grantScope",
  "pauseVisual",
  "resumeVisual",
  "reportAction",
]);

/** Null: not a matter of providers; the machine goes on. */
export function stepProvider(turn: VisualTurn, visual: VisualState, command: VisualCommand): Decision | Refusal | null {
  const isOurs = visual.provider === null;
  switch (command.type) {
    case "prepareVisual":
      return isOurs ? refuse("wrongState") : prepare(turn, visual, command);
    case "connectVisual":
      if (isOurs) return refuse("wrongState");
      if (visual.isConnected) return nothing;
      return decide([{ type: "visualConnected", visualId: visual.id }], [{ type: "clearTimer", timer: "pin" }]);
    // Where its page is, and whether the customer is still there, is the provider's to know.
    case "visualLegDropped":
      return isOurs ? null : nothing;
    default:
      return !isOurs && builtinOnly.has(command.type) ? refuse("wrongState") : null;
  }
}

export function inviteWithProvider(
  turn: VisualTurn,
  { visualId, kind, clientId }: Extract<VisualCommand, { type: "inviteVisual" }>,
): Decision | Refusal {
  const choice = turn.providers[kind];
  const manifest = choice === null ? undefined : turn.manifests.get(choice);
  if (!manifest || turn.agentId === null) return refuse("visualOff");
  const expiresAt = turn.now + limits.providerInviteMs;
  const provider = { id: manifest.id, name: manifest.name };
  return decide(
    [{ type: "visualInvited", visualId, kind, agentId: turn.agentId, clientId, provider, expiresAt }],
    [{ type: "setTimer", timer: "pin", dueAt: expiresAt }],
  );
}

/** Said again with another PIN or link it replaces the first. */
function prepare(turn: VisualTurn, visual: VisualState, { pin, joinLink }: Prepare): Decision | Refusal {
  if (visual.isConnected) return refuse("wrongState");
  if (pin === undefined && joinLink === undefined) return refuse("badFrame");
  const manifest = visual.provider && turn.manifests.get(visual.provider.id);
  const safe = joinLink === undefined ? undefined : joinLinkOf(joinLink, manifest?.joinHosts ?? []);
  if (safe === null) return refuse("linkRefused");
  if (visual.isPrepared && visual.pin === (pin ?? null) && visual.joinLink === (safe ?? null)) return nothing;
  return decide([
    {
      type: "visualPrepared",
      visualId: visual.id,
      ...(pin === undefined ? {} : { pin }),
      ...(safe === undefined ? {} : { joinLink: safe }),
    },
  ]);
}
