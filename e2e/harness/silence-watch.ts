/**
 * When a page heard sound: the moments at which packets of what it really plays (an element that is not paused) had come in. It goes
 * on over page loads of the tab, so that a navigation's silence can be told from both ends (CALL-08). A page that is slow to ask is not
 * silent: what its media thread counted meanwhile is taken off.
 */
import type { BrowserContext, Page } from "playwright-core";

/** Milliseconds since 1970, comparable between the pages of one machine; and how many packets had come since the entry before. */
type Heard = readonly [at: number, came: number];

interface HearingWindow {
  rinnallaPeers?: Set<RTCPeerConnection>;
  rinnallaHeard?: Heard[];
}

/** One packet of Opus. */
const packetMs = 20;

/** Before the first page of the context; behind the media probe, which every person's context has. */
export async function watchHearing(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (window.top !== window) return;
    const key = "rinnalla.test.heard";
    const watched = window as unknown as HearingWindow;
    const clock = (): number => performance.timeOrigin + performance.now();
    // The page before this one in the same tab.
    const heard: Heard[] = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    watched.rinnallaHeard = heard;
    const played = (): Set<MediaStreamTrack> => {
      const roots = [document, document.querySelector("rinnalla-widget")?.shadowRoot];
      const elements = roots.flatMap((root) => [...(root?.querySelectorAll("audio") ?? [])]);
      return new Set(
        elements.flatMap((audio) => (audio.paused ? [] : ((audio.srcObject as MediaStream | null)?.getTracks() ?? []))),
      );
    };
    let packets = 0;
    let playing = "";
    let isLooking = false;
    const look = async (): Promise<void> => {
      if (isLooking) return;
      isLooking = true;
      let now = 0;
      const tracks = played();
      for (const peer of watched.rinnallaPeers ?? [])
        for (const receiver of peer.getReceivers())
          if (tracks.has(receiver.track))
            for (const stat of (await receiver.getStats()).values())
              if (stat.type === "inbound-rtp" && stat.kind === "audio") now += stat.packetsReceived;
      isLooking = false;
      const names = [...tracks].map(({ id }) => id).join(" ");
      // What came before it was played was not heard.
      if (now > 0 && now !== packets) heard.push([clock(), names === playing ? now - packets : 1]);
      packets = now;
      playing = names;
    };
    setInterval(() => void look(), 20);
    addEventListener("pagehide", () => sessionStorage.setItem(key, JSON.stringify(heard.slice(-1))));
  });
}

export interface Silence {
  /** The longest one's length. */
  readonly ms: number;
  /** When it had been broken, in milliseconds since 1970. */
  readonly brokenAt: number;
}

/** The longest time without sound since then; `null` while it is not there again a quarter of a second after `whole`. */
export async function silenceSince(page: Page, since: number, whole: number): Promise<Silence | null> {
  const heard = await page.evaluate(() => (window as unknown as HearingWindow).rinnallaHeard ?? []);
  const after = heard.filter(([at]) => at > since);
  if ((after.at(-1)?.[0] ?? 0) < whole + 250) return null;
  let before = heard.findLast(([at]) => at <= since)?.[0] ?? since;
  let longest: Silence = { ms: 0, brokenAt: since };
  for (const [at, came] of after) {
    const ms = at - before - (came - 1) * packetMs;
    if (ms > longest.ms) longest = { ms, brokenAt: at };
    before = at;
  }
  return longest;
}
