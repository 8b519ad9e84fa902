export { startCapture } from "./start-capture.ts";
export type * from "../types.ts";
