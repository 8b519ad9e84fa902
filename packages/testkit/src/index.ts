export { walkCall } from "./call-walk.ts";
export type { CallWalk } from "./call-walk.ts";
export { brokenHolds, brokenInvariants, brokenLog, timersOf } from "./invariants.ts";
export { createLedger } from "./ledger.ts";
export type { Ledger } from "./ledger.ts";
export { moveKindsOf, moveToSay, withNewIds } from "./moves.ts";
export type { Move, MoveFamily } from "./moves.ts";
export type { Say } from "./moves/meeting.ts";
export { outcomeOf } from "./outcome.ts";
export { randomOf } from "./random.ts";
export {
  aino,
  customer,
  demoManifest,
  demoProvider,
  id,
  otso,
  pages,
  saga,
  staffMember,
  stranger,
  system,
  terms,
  ville,
} from "./people.ts";
export {
  activeScenario,
  connectedScenario,
  consultingScenario,
  invitedScenario,
  liveVisualScenario,
  openCommand,
  recordingScenario,
  ringingScenario,
  scenario,
  scenarioPin,
  visualRecordingScenario,
  waitingScenario,
} from "./scenario.ts";
export type { Clock, Scenario, ScenarioOptions } from "./scenario.ts";
export { exifJpeg, gif, html, jpeg, png, svg, webp, zip } from "./files.ts";
