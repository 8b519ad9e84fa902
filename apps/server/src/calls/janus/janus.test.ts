/** Our words with the real Janus, under the configuration that we generate. */
import { once } from "node:events";
import { tmpdir } from "node:os";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startJanus, type Janus } from "../../testing/janus.ts";
import { JanusError, openJanus } from "./janus-client.ts";
import { MediaServer } from "./media-server.ts";

const log = pino({ level: "silent" });

describe("Janus as `npm run janus-config` sets it up", () => {
  let janus: Janus;
  beforeEach(async () => {
    janus = await startJanus();
  });
  afterEach(() => janus.kill());

  test("[CALL-11] without the secret it does nothing", async () => {
    await expect(openJanus(janus.url, "another secret", () => undefined)).rejects.toThrow(JanusError);
  });

  test("[CALL-11] a room is made, and nonsense in it is refused without harm to the next", async () => {
    const server = new MediaServer({ url: janus.url, secret: janus.secret }, log);
    await server.start();
    expect(server.state).toBe("ok");
    const events = { onCandidate: () => undefined, onUp: () => undefined, onGone: () => undefined };
    const room = await server.open(tmpdir());
    await expect(room.publish("v=0 and no more", events)).rejects.toThrow();
    await expect(room.listen(12345, events)).rejects.toThrow(/No such feed/);
    room.close();
    (await server.open(tmpdir())).close();
    server.stop();
  });

  test("[CALL-11] the session outlives its keepalives, and its end is told once", { timeout: 30_000 }, async () => {
    const lost = new EventTarget();
    let times = 0;
    const gone = once(lost, "lost");
    const session = await openJanus(janus.url, janus.secret, () => {
      times += 1;
      lost.dispatchEvent(new Event("lost"));
    });
    // Two of them, and what an answer to them may take.
    await expect.poll(() => session.keptAlive, { timeout: 25_000, interval: 500 }).toBeGreaterThanOrEqual(2);
    expect(times).toBe(0);
    await janus.kill();
    await gone;
    session.close();
    expect(times).toBe(1);
  });

  test("[CALL-11] Janus away is a state, no Janus another", async () => {
    const server = new MediaServer({ url: "ws://127.0.0.1:1", secret: janus.secret }, log);
    await server.start();
    expect(server.state).toBe("unreachable");
    await expect(server.open(tmpdir())).rejects.toThrow();
    server.stop();
    expect(new MediaServer(null, log).state).toBe("none");
  });
});
