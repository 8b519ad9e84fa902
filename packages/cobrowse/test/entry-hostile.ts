/** The console's page for the hostile suite: delivers pictures by itself and says what became of each. Needs nothing of a test's driver. */
import { connectViewer, type ViewerStatus } from "../src/viewer-port.ts";

export interface Outcome {
  readonly name: string;
  readonly became: "live" | "failed" | "stuck";
  /** The longest time in which this page could do nothing. */
  readonly frozenMs: number;
}

declare global {
  interface Window {
    attack(attacks: { name: string; payload: string; title: string; isAwaited: boolean }[]): Promise<Outcome[]>;
    /** As if nothing lay over the picture: a click on all that is there, every form sent. */
    useEverything(): void;
    traces(): string[];
  }
}

const iframe = document.createElement("iframe");
iframe.src = "/viewer/";
iframe.style.cssText = "border:0;width:100%;height:100%";
document.body.append(iframe);
let status: ViewerStatus | null = null;
let failures = 0;
const link = connectViewer(iframe, {
  send: () => {},
  onStatus(now) {
    if (now.phase === "failed") failures += 1;
    status = now;
  },
});

let lastTick = performance.now();
let longest = 0;
function tick(): void {
  const now = performance.now();
  longest = Math.max(longest, now - lastTick);
  lastTick = now;
  setTimeout(tick, 5);
}
tick();
const turn = (ms = 0): Promise<void> => new Promise((done) => setTimeout(done, ms));
const painted = (): Promise<unknown> =>
  Promise.race([new Promise((done) => requestAnimationFrame(() => setTimeout(done))), turn(1000)]);

window.attack = async (attacks) => {
  const outcomes: Outcome[] = [];
  // The failures of those that are not waited for are not told apart.
  let isMixed = false;
  for (const { name, payload, title, isAwaited } of attacks) {
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    if (!isAwaited) {
      link.deliver(bytes);
      isMixed = true;
      continue;
    }
    await turn();
    longest = 0;
    const before = failures;
    const start = performance.now();
    link.deliver(bytes);
    let became: Outcome["became"] = "stuck";
    while (became === "stuck" && performance.now() - start < 10_000) {
      await turn(1);
      if (failures > before && !isMixed) became = "failed";
      else if (status?.phase === "live" && status.title === title) became = "live";
    }
    await painted();
    outcomes.push({ name, became, frozenMs: Math.round(longest) });
  }
  return outcomes;
};

function* documents(of: Document): Generator<Document> {
  yield of;
  for (const frame of of.querySelectorAll("iframe")) if (frame.contentDocument) yield* documents(frame.contentDocument);
}

window.useEverything = () => {
  for (const each of documents(document)) {
    if (each === document || each.URL.includes("/viewer/")) continue;
    for (const element of each.querySelectorAll("*")) {
      for (const type of ["mouseover", "mousedown", "click"])
        element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      if (element.localName === "form") (element as HTMLFormElement).submit?.();
    }
  }
};

/** What an attack that worked would have left. */
window.traces = () => {
  const found: string[] = [];
  const visit = (of: Window, path: string): void => {
    if ("hacked" in of) found.push(`script ran: ${path}`);
    for (let i = 0; i < of.length; i++) visit(of[i]!, `${path}/${i}`);
  };
  visit(window, "console");
  if (document.activeElement !== document.body) found.push(`focus was taken: ${document.activeElement?.localName}`);
  if (location.pathname !== "/console/") found.push(`navigated: ${location.href}`);
  for (const each of documents(document))
    for (const element of each.querySelectorAll("script, object, embed, iframe, meta[http-equiv], base, frame"))
      if (each !== document && !each.URL.includes("/viewer/")) found.push(`${element.localName} was built`);
  return found;
};
