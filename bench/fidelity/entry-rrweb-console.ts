/** At the agent's: rrweb's replayer, live, as large as the page. */
import { Replayer } from "rrweb";

declare global {
  interface Window {
    takeEvents(events: string[]): void;
    beginPeer(): void;
  }
}

type Event = Parameters<Replayer["addEvent"]>[0];
let replayer: Replayer | null = null;

window.beginPeer = () => {
  document.body.replaceChildren();
  replayer = new Replayer([], {
    root: document.body,
    liveMode: true,
    UNSAFE_replayCanvas: true,
    mouseTail: false,
    showWarning: false,
  });
  // No delay: events are shown as soon as they come.
  replayer.startLive(Date.now());
};
window.takeEvents = (events) => {
  for (const each of events) replayer?.addEvent(JSON.parse(each) as Event);
};
