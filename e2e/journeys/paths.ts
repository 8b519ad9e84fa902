/** The way that media takes, read from the page's own peer connections, and what the pages tell each other to find it. */
import type { Page } from "playwright-core";

export interface Path {
  /** Types of the selected candidates. */
  readonly local: string;
  readonly remote: string;
  /** The relay's, where the local one is relayed. */
  readonly url: string | undefined;
}

interface ProbedWindow {
  readonly rinnallaPeers?: ReadonlySet<RTCPeerConnection>;
}

/** One for each connection that stands; needs the media probe in the page. */
export function callPaths(page: Page): Promise<readonly Path[]> {
  return page.evaluate(async () => {
    const paths: Path[] = [];
    for (const peer of (window as unknown as ProbedWindow).rinnallaPeers ?? []) {
      if (peer.connectionState !== "connected") continue;
      const stats = [...(await peer.getStats()).values()];
      const selected = stats.find((stat) => stat.type === "transport")?.selectedCandidatePairId;
      const pair = stats.find((stat) => stat.id === selected);
      const local = stats.find((stat) => stat.id === pair?.localCandidateId);
      const remote = stats.find((stat) => stat.id === pair?.remoteCandidateId);
      if (local && remote) paths.push({ local: local.candidateType, remote: remote.candidateType, url: local.url });
    }
    return paths;
  });
}

/** Collects what this page sends for the set-up of links; call it before the page is loaded. */
export function listenToSignals(page: Page, sent: string[]): void {
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const text = String(payload);
      if (text.includes('"rtc"')) sent.push(text);
    }),
  );
}

/** The longest time within `forMs` in which no packet of sound came in on any connection, in milliseconds. */
export function longestSilence(page: Page, forMs: number): Promise<number> {
  return page.evaluate(async (lengthMs) => {
    const packets = async () => {
      let sum = 0;
      for (const peer of (window as unknown as ProbedWindow).rinnallaPeers ?? []) {
        if (peer.connectionState === "closed") continue;
        for (const stat of (await peer.getStats()).values())
          if (stat.type === "inbound-rtp" && stat.kind === "audio") sum += stat.packetsReceived;
      }
      return sum;
    };
    const until = performance.now() + lengthMs;
    let last = await packets();
    let heardAt = performance.now();
    let longest = 0;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = await packets();
      const at = performance.now();
      // A page that a busy machine held up has seen nothing: only a look that finds no packet counts as silence.
      if (now === last) longest = Math.max(longest, at - heardAt);
      else heardAt = at;
      last = now;
    }
    return Math.round(longest);
  }, forMs);
}
