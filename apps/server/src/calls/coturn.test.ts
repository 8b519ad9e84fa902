/** Our words with the real coturn, under the configuration that we generate. */
import { createHmac } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startCoturn, type Coturn } from "../testing/coturn.ts";
import { coturnConfig } from "./coturn-config.ts";
import { relayServer } from "./relays.ts";
import { stunAttribute, stunMethod, xorAddress } from "./stun.ts";
import { openTurnClient, type TurnClient } from "./turn-client.ts";

const patienceMs = 5_000;
const clients: TurnClient[] = [];

function client(url: string, credentials: { username: string; credential: string }): TurnClient {
  const opened = openTurnClient(url, credentials, patienceMs);
  clients.push(opened);
  return opened;
}

function credentials(secret: string, expiresAt: number) {
  const username = `${Math.floor(expiresAt / 1000)}:c_1`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}

const permit = (turn: TurnClient, address: string) =>
  turn.ask(stunMethod.createPermission, [[stunAttribute.xorPeerAddress, xorAddress(address, 4000)]]);

describe("coturn as `npm run coturn-config` sets it up", () => {
  let coturn: Coturn;
  beforeAll(async () => {
    coturn = await startCoturn();
  });
  afterAll(async () => {
    for (const each of clients) each.close();
    await coturn.kill();
  });

  test.each([0, 1] as const)("[RUN-03] right credentials get a relay, over UDP and TCP (%i)", async (way) => {
    const { urls, username, credential } = relayServer(coturn, "c_1", Date.now());
    expect(await client(urls[way]!, { username, credential }).allocate()).toBeNull();
  });

  test("[RUN-03] wrong and expired credentials are refused", async () => {
    const soon = Date.now() + 60_000;
    expect(await client(coturn.urls[0], credentials("another secret", soon)).allocate()).toBe(401);
    expect(await client(coturn.urls[0], credentials(coturn.secret, Date.now() - 60_000)).allocate()).toBe(401);
    const { credential } = credentials(coturn.secret, soon);
    expect(await client(coturn.urls[0], { username: `${Math.floor(soon / 1000)}:c_2`, credential }).allocate()).toBe(
      401,
    );
  });

  test("[RUN-03] a peer in a private, local or special range is refused, a public one is not", async () => {
    const turn = client(coturn.urls[0], credentials(coturn.secret, Date.now() + 60_000));
    expect(await turn.allocate()).toBeNull();
    const refused = ["10.0.0.1", "172.20.1.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "198.18.0.1"];
    for (const address of [...refused, "127.0.0.1", "224.0.0.1", "255.255.255.255"])
      expect([address, await permit(turn, address)]).toEqual([address, 403]);
    expect(await permit(turn, "8.8.8.8")).toBeNull();
  });

  test("[CALL-09] a call may be longer than its credentials: what was allocated with them is kept up", async () => {
    const short = credentials(coturn.secret, Date.now() + 2_000);
    const turn = client(coturn.urls[0], short);
    expect(await turn.allocate()).toBeNull();
    const newcomer = () => client(coturn.urls[0], short).allocate();
    await expect.poll(newcomer, { timeout: 10_000, interval: 200 }).toBe(401);
    const lifetime = Buffer.alloc(4);
    lifetime.writeUInt32BE(600);
    expect(await turn.ask(stunMethod.refresh, [[stunAttribute.lifetime, lifetime]])).toBeNull();
  });
});

test("[RUN-03] with a certificate it listens for TLS, where a firewall lets nothing else out", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-tls-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, ...subject];
  execFileSync("openssl", made, { stdio: "ignore" });
  const coturn = await startCoturn({ certificate: { certificate, key } });
  onTestFinished(() => coturn.kill());
  const url = `turns:127.0.0.1:${coturn.tlsPort}`;
  const given = credentials(coturn.secret, Date.now() + 60_000);
  const trusting = openTurnClient(url, given, patienceMs, readFileSync(certificate, "utf8"));
  expect(await trusting.allocate()).toBeNull();
  trusting.close();
  // Nobody vouches for it otherwise, and a browser would not take it either.
  const strict = openTurnClient(url, given, patienceMs);
  await expect(strict.allocate()).rejects.toThrow(/self-signed/);
  strict.close();
  rmSync(folder, { recursive: true });
});

test("[RUN-03] behind a one-to-one NAT two callers of the same relay meet, and its network stays shut", async () => {
  const own = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === "IPv4" && !each.internal)?.address;
  const config = coturnConfig({ realm: "r", secret: "s", externalIp: "8.8.4.4/10.0.0.5" });
  expect(config.match(/^allowed-peer-ip=.*$/gm)).toEqual(["allowed-peer-ip=10.0.0.5"]);
  // A machine whose only address is loopback has nothing to stand for a NAT's inner side.
  if (own === undefined) return;
  const coturn = await startCoturn({ listeningIp: own, externalIp: `8.8.4.4/${own}` });
  onTestFinished(() => coturn.kill());
  const turn = openTurnClient(coturn.urls[0], credentials(coturn.secret, Date.now() + 60_000), patienceMs);
  expect(await turn.allocate()).toBeNull();
  expect(await permit(turn, "8.8.4.4")).toBeNull();
  expect(await permit(turn, "192.168.1.1")).toBe(403);
  turn.close();
});
