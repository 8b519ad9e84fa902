/**
 * When a page heard sound: the moments at which packets of what it really plays (an element that is not paused) had come in. It goes
 * on over page loads of the tab, so that a navigation's silence can be told from both ends (CALL-08).
 */
import type { BrowserContext, Page } from "playwright-core";

interface HearingWindow {
  rinnallaPeers?: Set<RTCPeerConnection>;
  /** Milliseconds since 1970, comparable between the pages of one machine. */
  rinnallaHeard?: { moved: number[] };
}

/** Before the first page of the context; behind the media probe, which every person's context has. */
export async function watchHearing(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (window.top !== window) return;
    const key = "rinnalla.test.heard";
    const watched = window as unknown as HearingWindow;
    const clock = (): number => performance.timeOrigin + performance.now();
    // The page before this one in the same tab.
    const moved: number[] = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    watched.rinnallaHeard = { moved };
    const played = (): Set<MediaStreamTrack> => {
      const roots = [document, document.querySelector("rinnalla-widget")?.shadowRoot];
      const elements = roots.flatMap((root) => [...(root?.querySelectorAll("audio") ?? [])]);
      return new Set(
        elements.flatMap((audio) => (audio.paused ? [] : ((audio.srcObject as MediaStream | null)?.getTracks() ?? []))),
      );
    };
    let packets = 0;
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
      if (now > 0 && now !== packets) moved.push(clock());
      packets = now;
    };
    setInterval(() => void look(), 20);
    addEventListener("pagehide", () => sessionStorage.setItem(key, JSON.stringify(moved.slice(-1))));
  });
}

/** The longest time without sound since then; `null` while it is not there again a quarter of a second after `whole`. */
export function silenceSince(page: Page, since: number, whole: number): Promise<number | null> {
  return page.evaluate(
    ([from, until]) => {
      const moved = (window as unknown as HearingWindow).rinnallaHeard?.moved ?? [];
      const before = moved.findLast((one) => one <= from) ?? from;
      const after = moved.filter((one) => one > from);
      if ((after.at(-1) ?? 0) < until + 250) return null;
      return Math.max(...after.map((one, at) => one - (after[at - 1] ?? before)));
    },
    [since, whole] as const,
  );
}
