/** Consent, scope by scope: view when the PIN was right, control asked separately, each taken back at any time (VIS-04). */
import type { ClientId, Refusal, Side, VisualScope } from "@rinnalla/protocol";
import { decide, nothing, type Decision } from "../decision.ts";
import { refuse } from "../kernel/result.ts";
import { endBy } from "./end.ts";
import type { VisualState } from "./state.ts";

export function askControl(visual: VisualState): Decision | Refusal {
  if (visual.kind !== "cobrowse") return refuse("wrongState");
  if (visual.scopes.control !== "none") return nothing;
  if (visual.phase !== "live") return refuse(visual.scopes.view === "granted" ? "wrongState" : "noConsent");
  return decide([{ type: "visualScopeAsked", visualId: visual.id, scope: "control" }]);
}

/** By the customer, and only of what was asked. */
export function grantScope(visual: VisualState, scope: VisualScope, clientId: ClientId): Decision | Refusal {
  if (visual.scopes[scope] === "granted") return nothing;
  if (visual.scopes[scope] === "none") return refuse("wrongState");
  return decide(
    [{ type: "visualScopeGranted", visualId: visual.id, scope, clientId }],
    scope === "view" && visual.lost.customer ? [{ type: "clearTimer", timer: "visualLegCustomer" }] : [],
  );
}

/** By the customer. A no that crossed a yes from another tab takes the yes back. */
export function refuseScope(visual: VisualState, scope: VisualScope): Decision | Refusal {
  if (scope === "view") return endBy(visual, "customer");
  if (visual.scopes.control === "granted") return revokeScope(visual, scope, "customer");
  if (visual.scopes.control === "none") return nothing;
  return decide([{ type: "visualScopeRefused", visualId: visual.id, scope }]);
}

/** By either side; an agent's takes back the asking as well. Without view there is no session. */
export function revokeScope(visual: VisualState, scope: VisualScope, side: Side): Decision {
  if (scope === "view") return endBy(visual, side);
  if (visual.scopes.control === "none") return nothing;
  return decide([{ type: "visualScopeRevoked", visualId: visual.id, scope, side }]);
}
