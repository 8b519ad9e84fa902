import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BadSetting } from "./settings/bad-setting.ts";
import { readEnvironment } from "./settings/environment.ts";

describe("the server as a process", () => {
  test("[RUN-01] the usual settings need nothing", () => {
    expect(readEnvironment({})).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      dataFolder: "./data",
      hasDemo: true,
      relays: null,
    });
    const janus = { RINNALLA_JANUS_URL: "ws://127.0.0.1:8188", RINNALLA_JANUS_SECRET: "s" };
    expect(readEnvironment(janus).mediaServer).toEqual({ url: "ws://127.0.0.1:8188", secret: "s", recordings: null });
    const apart = (RINNALLA_VIEWER_ORIGIN: string, RINNALLA_PUBLIC_URL = "https://chat.example") =>
      readEnvironment({ RINNALLA_VIEWER_ORIGIN, RINNALLA_PUBLIC_URL }).viewerOrigin;
    expect([apart("https://viewer.example/"), apart("same"), apart("")]).toEqual([
      "https://viewer.example",
      "same",
      null,
    ]);
    for (const wrong of ["viewer.example", "https://viewer.example/path", "http://viewer.example"])
      expect(() => apart(wrong)).toThrow("RINNALLA_VIEWER_ORIGIN");
    expect(() => readEnvironment({ RINNALLA_JANUS_URL: "ws://127.0.0.1:8188" })).toThrow("RINNALLA_JANUS_SECRET");
    expect(readEnvironment({ RINNALLA_DEMO: "0" }).hasDemo).toBe(false);
  });

  test("[RUN-03] relays come from four settings", () => {
    const environment = {
      RINNALLA_TURN_URLS: "turn:a:3478, turns:b:5349",
      RINNALLA_TURN_SECRET: "s",
      RINNALLA_TURN_REGION: "fi",
      RINNALLA_RELAY_ONLY: "1",
    };
    expect(readEnvironment(environment).relays).toEqual({
      regions: { fi: { urls: ["turn:a:3478", "turns:b:5349"], secret: "s" } },
      region: "fi",
      isRelayOnly: true,
    });
  });

  describe("several regions", () => {
    const folder = mkdtempSync(join(tmpdir(), "rinnalla-regions-"));
    afterAll(() => rmSync(folder, { recursive: true }));
    const read = (content: string, more: Record<string, string> = {}) => {
      const file = join(folder, "regions.json");
      writeFileSync(file, content);
      return readEnvironment({ RINNALLA_TURN_REGIONS: file, ...more }).relays;
    };
    const regions = { fi: { urls: ["turn:a", "turns:a:443"], secret: "s" }, se: { urls: ["turn:b"], secret: "t" } };
    const whole = JSON.stringify({ default: "se", regions });

    test("[CALL-09] regions come from a file", () => {
      expect(read(whole)).toEqual({ regions, region: "se", isRelayOnly: false });
      expect(read(whole, { RINNALLA_RELAY_ONLY: "1" })?.isRelayOnly).toBe(true);
    });

    test.each([
      "",
      "[]",
      JSON.stringify({ default: "no", regions }),
      JSON.stringify({ default: "fi", regions: { fi: { urls: [], secret: "s" } } }),
      JSON.stringify({ default: "fi", regions: { fi: { urls: ["http://a"], secret: "s" } } }),
      JSON.stringify({ default: "fi", regions: { fi: { urls: ["turn:a"] } } }),
      JSON.stringify({ default: "fi", isRelayOnly: "yes", regions }),
    ])("[CALL-09] a file that cannot be meant is refused: %s", (content) => {
      expect(() => read(content)).toThrow(BadSetting);
    });

    test("[CALL-09] a file that is not there, or beside the other way, is refused", () => {
      expect(() => readEnvironment({ RINNALLA_TURN_REGIONS: join(folder, "none.json") })).toThrow(BadSetting);
      expect(() => read(whole, { RINNALLA_TURN_URLS: "turn:a", RINNALLA_TURN_SECRET: "s" })).toThrow(BadSetting);
    });
  });

  test.each([
    { PORT: "http" },
    { PORT: "70000" },
    { RINNALLA_DEMO: "no" },
    { RINNALLA_DATABASE_URL: "mysql://x" },
    { RINNALLA_TURN_URLS: "relay.example", RINNALLA_TURN_SECRET: "s" },
    { RINNALLA_TURN_URLS: "turn:relay.example" },
    { RINNALLA_RELAY_ONLY: "1" },
  ])("[RUN-01] what cannot be meant is refused: %o", (environment) => {
    expect(() => readEnvironment(environment)).toThrow(BadSetting);
  });

  function run(environment: Record<string, string>): {
    ended: Promise<number | null>;
    output: () => string;
    kill: () => void;
  } {
    const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
      env: { ...process.env, ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += String(data)));
    return {
      ended: new Promise((resolve) => child.once("exit", resolve)),
      output: () => output,
      kill: () => void child.kill("SIGTERM"),
    };
  }

  test("[RUN-01] a bad setting is one clear line and exit code 1", { timeout: 30_000 }, async () => {
    const server = run({ PORT: "x" });
    expect(await server.ended).toBe(1);
    expect(server.output().trim().split("\n")).toEqual([
      'Rinnalla cannot start: PORT: a number from 0 to 65535, not "x"',
    ]);
  });

  test("[RUN-01] prints the links, writes them for scripts, and ends gracefully", { timeout: 30_000 }, async () => {
    const data = mkdtempSync(join(tmpdir(), "rinnalla-main-"));
    const server = run({ PORT: "0", RINNALLA_DATA: data });
    await expect.poll(() => server.output(), { timeout: 20_000 }).toContain("Otso");
    const path = join(data, "demo-links.json");
    await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.mode).toBeTruthy();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const links = JSON.parse(readFileSync(path, "utf8")) as { shop: string; agents: Record<string, string> };
    expect(Object.keys(links.agents)).toEqual(["aino", "ville", "saga", "otso"]);
    expect(links.shop).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/shop\/$/);
    expect((await fetch(links.shop)).status).toBe(200);
    expect(server.output()).toContain(links.agents["aino"]);
    server.kill();
    expect(await server.ended).toBe(0);
    rmSync(data, { recursive: true, force: true });
  });
});
