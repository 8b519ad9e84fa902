/** In the page with the secrets: rrweb's recorder with its defaults, or with all that its guide names for privacy. */
import { record } from "rrweb";

const kept: number[][] = [];
window.startRecorder = (isStrict) => {
  record({
    emit: (event) => void kept.push([...new TextEncoder().encode(JSON.stringify(event))]),
    ...(isStrict ? { maskAllInputs: true, maskTextSelector: "*", slimDOMOptions: "all" as const } : {}),
  });
};
window.keptByRecorder = () => kept;
