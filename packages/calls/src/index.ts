/** Calls in the browser: peer links, devices, quality, screen sharing. Load it when first needed. */
export { createCallSession } from "./session.ts";
export { createScreenShare, pickScreen } from "./screen.ts";
export { readAbilities } from "./abilities.ts";
export { listDevices } from "./device-list.ts";
export { queryPermission } from "./permission.ts";
export { createRingtone } from "./ringtone.ts";
export { createQualitySummary, type QualitySummary, type QualitySumming } from "./quality-summary.ts";
export type * from "./types.ts";
