/**
 * The server is killed and started again while 10,000 widgets are open, a fifth of them with a conversation: from the moment when it
 * answers again until the last is welcomed, and has caught up with its conversation. All come at once, 500 under way at a time.
 */
import { newId, type CommandId, type ConversationId } from "@rinnalla/protocol";
import { startRinnalla } from "../../e2e/harness/rinnalla.ts";
import { quantile, saveResult } from "../harness.ts";
import { comeIn, inTurn, newWidgets, say, type Widget } from "./crowd.ts";
import { processorSeconds } from "./process-figures.ts";
import { frameOf } from "./targets/frame-of.ts";
import { nextFrame } from "./targets/open-socket.ts";

const isQuick = process.argv.includes("--quick");
const clients = isQuick ? 1_000 : 10_000;
const withConversation = clients / 5;
const underWayAtOnce = 500;

async function converse(widget: Widget): Promise<void> {
  const socket = widget.socket!;
  const conversationId = newId<ConversationId>();
  const acked = nextFrame(socket, frameOf("ack"));
  const command = { type: "openConversation", locale: "en", customerName: null, page: null } as const;
  say(socket, { t: "command", id: newId<CommandId>(), conversationId, command });
  const { result } = await acked;
  if (!result.ok) throw new Error(result.code);
  // Behind by one: there is something to catch up with.
  widget.cursor = { conversationId, after: result.seq - 1 };
}

const rinnalla = await startRinnalla();
try {
  const widgets = await newWidgets(rinnalla, clients);
  await inTurn(widgets, (widget) => comeIn(rinnalla, widget));
  await inTurn(widgets.slice(0, withConversation), converse);
  const gone = widgets.map(({ socket }) => new Promise((resolve) => socket!.once("close", resolve)));
  const killedAt = performance.now();
  await rinnalla.kill("SIGKILL");
  await Promise.all(gone);
  await rinnalla.start();
  const answersAt = performance.now();
  const cpuBefore = processorSeconds(rinnalla.pid);
  const backMs: number[] = [];
  await inTurn(
    widgets,
    async (widget) => {
      await comeIn(rinnalla, widget);
      backMs.push(performance.now() - answersAt);
    },
    underWayAtOnce,
  );
  const figures = {
    restartMs: answersAt - killedAt,
    halfBackMs: quantile(backMs, 0.5),
    allBackMs: Math.max(...backMs),
    serverCpuUsEach: ((processorSeconds(rinnalla.pid) - cpuBefore) * 1e6) / clients,
  };
  console.log(`${clients} back`, figures);
  if (!isQuick)
    saveResult("chat-storm", "10,000 widgets come back after kill -9, from the moment when the server answers again", {
      settings: { clients, withConversation, underWayAtOnce },
      ...figures,
    });
  for (const { socket } of widgets) socket?.terminate();
} catch (error) {
  console.error(rinnalla.output().slice(-2000));
  throw error;
} finally {
  await rinnalla.close();
}
process.exit();
