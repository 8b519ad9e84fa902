/** In the measured page: rrweb's recorder as a live viewer would use it, every event made JSON for the wire. Masking as strict as ours where it can be. */
import { record } from "rrweb";

let events: string[] = [];
let lastAt = 0;
const gzipped = async (text: string): Promise<number> =>
  (await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer()).byteLength;
window.recorder = {
  start() {
    record({
      emit(event) {
        events.push(JSON.stringify(event));
        lastAt = performance.now();
      },
      maskAllInputs: true,
    });
  },
  bytes: () => events.reduce((sum, each) => sum + each.length, 0),
  // After the measurement: its packing costs it no time here.
  packed: () => gzipped(events.join("\n")),
  count: () => events.length,
  lastAt: () => lastAt,
  reset: () => void (events = []),
};
