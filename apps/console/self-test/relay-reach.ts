/** Whether one address of a relay gives this browser a relayed address, and how soon. */
import type { RelayServer } from "@rinnalla/protocol";

const patienceMs = 8_000;

/** Milliseconds until the relay's candidate was there; `null`: it never came. */
export async function reachRelay(server: RelayServer, url: string): Promise<number | null> {
  const { username, credential } = server;
  const connection = new RTCPeerConnection({
    iceServers: [{ urls: [url], username, credential }],
    iceTransportPolicy: "relay",
  });
  const from = performance.now();
  try {
    const found = new Promise<number | null>((resolve) => {
      setTimeout(() => resolve(null), patienceMs);
      connection.addEventListener("icecandidate", ({ candidate }) => {
        if (candidate === null) resolve(null);
        else if (candidate.candidate.includes(" typ relay ")) resolve(performance.now() - from);
      });
    });
    connection.createDataChannel("reach");
    await connection.setLocalDescription();
    return await found;
  } finally {
    connection.close();
  }
}

/** "UDP", "TCP" or "TLS", and the relay's machine. */
export function wayOf(url: string): string {
  const [scheme = "", rest = ""] = url.split(/:(.*)/s);
  const host = rest.replace(/\?.*$/, "");
  return `${scheme === "turns" ? "TLS" : url.includes("transport=tcp") ? "TCP" : "UDP"} ${host}`;
}
