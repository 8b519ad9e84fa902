export { startDemoProvider } from "./server.ts";
export type { DemoProviderOptions, RunningDemoProvider } from "./server.ts";
