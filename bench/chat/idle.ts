/**
 * What an open widget costs while nobody talks: the server's memory for each of 10,000, and how soon messages of 400 others (1,000 a
 * second in all) arrive beside them.
 */
import { setTimeout as pause } from "node:timers/promises";
import { startRinnalla } from "../../e2e/harness/rinnalla.ts";
import { saveResult } from "../harness.ts";
import { collectGarbage, inspected } from "./collect-garbage.ts";
import { comeIn, inTurn, newWidgets } from "./crowd.ts";
import { residentBytes } from "./process-figures.ts";
import { runLoad, targetOf } from "./run-load.ts";

const isQuick = process.argv.includes("--quick");
const idle = isQuick ? 1_000 : 10_000;
const active = { conversations: 200, messageBytes: 200, window: 8, warmUpMs: 3_000, perSecond: 1_000 };
const measureMs = isQuick ? 2_000 : 20_000;
/** Until what the coming-in left behind has run out. */
const restMs = isQuick ? 2_000 : 20_000;

const rinnalla = await startRinnalla({ env: inspected });
try {
  const load = () => runLoad({ target: targetOf(rinnalla), serverPid: rinnalla.pid, ...active, measureMs });
  // What only the first of them cost is not theirs.
  const warm = await newWidgets(rinnalla, 200);
  await inTurn(warm, (widget) => comeIn(rinnalla, widget));
  await pause(restMs / 2);
  await collectGarbage(rinnalla.output());
  const before = residentBytes(rinnalla.pid);
  const widgets = await newWidgets(rinnalla, idle);
  await inTurn(widgets, (widget) => comeIn(rinnalla, widget));
  await pause(restMs);
  await collectGarbage(rinnalla.output());
  const bytesEach = (residentBytes(rinnalla.pid) - before) / idle;
  console.log(`${idle} idle: ${Math.round(bytesEach)} bytes of the server's memory each`);
  const beside = await load();
  console.log("400 active beside them", beside);
  if (!isQuick)
    saveResult(
      "chat-idle",
      "the server's memory for an open widget, and arrival of 1,000 messages a second beside 10,000 of them",
      {
        settings: { idle, ...active, measureMs },
        bytesEach,
        beside,
      },
    );
  for (const { socket } of [...warm, ...widgets]) socket?.terminate();
} catch (error) {
  console.error(rinnalla.output().slice(-2000));
  throw error;
} finally {
  await rinnalla.close();
}
process.exit();
