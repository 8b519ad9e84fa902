/** In the page with the secrets: our capture as the widget starts it; payloads are kept as they leave. */
import { startCapture } from "../../packages/cobrowse/src/capture/index.ts";

const exclude = document.createElement("rinnalla-widget");
const kept: number[][] = [];
window.startRecorder = () => {
  const capture = startCapture({
    window,
    channel: { send: (payload) => void kept.push([...payload]) },
    agentName: "Aino",
    mayControl: () => true,
    confirmAction: async () => true,
    report: () => {},
    exclude,
  });
  capture.wantSnapshot();
};
window.keptByRecorder = () => kept;
