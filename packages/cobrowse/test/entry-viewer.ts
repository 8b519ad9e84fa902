import { startViewer } from "../src/viewer/index.ts";

startViewer(window);
