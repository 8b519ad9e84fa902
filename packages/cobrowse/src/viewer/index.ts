export { startViewer } from "./start-viewer.ts";
