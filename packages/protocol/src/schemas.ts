/** The schemas behind the types: for the server and for tests. The browser imports types only. */
export { CustomerCommandSchema, SharedCommandSchema, StaffCommandSchema } from "./commands.ts";
export { ClientFrameSchema, HelloSchema } from "./frames.ts";
export { SignalSchema } from "./signals.ts";
export { decodeClientFrame } from "./decode.ts";
export { decodeProviderCallback, decodeProviderReport } from "./decode-provider.ts";
export { decodePreviewFrame, decodePreviewRequest } from "./decode-preview.ts";
export { decodeConfig, decodeSettingsFile, isConfigKind } from "./config-schemas.ts";
