import { expect, test } from "vitest";
import { root, run } from "./run.ts";

const secret = "0123456789abcdef0123456789abcdef";
const command = (...args: string[]) =>
  run(process.execPath, [`${root}scripts/coturn-config.ts`, ...args], { isQuiet: true });

test("[RUN-03] the command writes a configuration that denies every private range and needs our secret", async () => {
  const { exitCode, output } = await command(
    "--realm",
    "relay.example",
    "--secret",
    secret,
    "--external-ip",
    "8.8.4.4",
  );
  expect(exitCode).toBe(0);
  const lines = output.split("\n");
  for (const line of [
    "use-auth-secret",
    `static-auth-secret=${secret}`,
    "realm=relay.example",
    "external-ip=8.8.4.4",
    "fingerprint",
    "no-multicast-peers",
    "no-cli",
    "no-tls",
    "min-port=49152",
    "max-port=65535",
    "denied-peer-ip=10.0.0.0-10.255.255.255",
    "denied-peer-ip=127.0.0.0-127.255.255.255",
    "denied-peer-ip=169.254.0.0-169.254.255.255",
    "denied-peer-ip=192.168.0.0-192.168.255.255",
    "denied-peer-ip=fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  ])
    expect(lines).toContain(line);
  expect(output).toMatch(/^user-quota=\d+$/m);
  expect(output).not.toContain("allow-loopback-peers");
});

test("[RUN-03] with a certificate there is a TLS listener", async () => {
  const { output } = await command(
    ...["--realm", "r.example", "--secret", secret, "--cert", "/c.pem", "--key", "/k.pem", "--tls-port", "443"],
  );
  expect(output).toMatch(/^tls-listening-port=443\ncert=\/c\.pem\npkey=\/k\.pem$/m);
});

test.each([
  ["no secret", ["--realm", "r"]],
  ["a short secret", ["--realm", "r", "--secret", "short"]],
  ["a secret of two lines", ["--realm", "r", "--secret", `${secret}\nallow-loopback-peers`]],
  ["a realm with a space", ["--realm", "r s", "--secret", secret]],
  ["half a certificate", ["--realm", "r", "--secret", secret, "--cert", "c"]],
  ["no address", ["--realm", "r", "--secret", secret, "--external-ip", "relay.example"]],
  ["a port that is none", ["--realm", "r", "--secret", secret, "--port", "70000"]],
  ["the tests' own option", ["--realm", "r", "--secret", secret, "--peers", "anyForTests"]],
])("[RUN-03] %s is refused", async (_, args) => {
  const { exitCode, output } = await command(...args);
  expect([exitCode, output.includes("static-auth-secret")]).toEqual([1, false]);
});
