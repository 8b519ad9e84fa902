import { expect, onTestFinished, test, vi } from "vitest";
import { Site } from "../api/site.ts";
import type { Keep } from "./keep.ts";
import { openSession } from "./session.ts";

test("[CHAT-08] who signs in while another's session is being opened gets their own, and nothing of the other is kept", async () => {
  const asked: { identity: string; answer: () => void }[] = [];
  vi.stubGlobal("fetch", (_url: URL, { body }: { body: string }) => {
    const { identity } = JSON.parse(body) as { identity: string };
    return new Promise<Response>((resolve) => {
      const answer = () => resolve(Response.json({ token: `of ${identity}`, widget: {}, isSignedIn: true }));
      asked.push({ identity, answer });
    });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const tokens: string[] = [];
  const keep = {
    get token() {
      return tokens.at(-1) ?? null;
    },
    set token(token: string | null) {
      tokens.push(token!);
    },
    set() {},
  } as unknown as Keep;
  const site = new Site();
  site.identify(() => "mallory");
  const first = openSession("https://chat.example/", "w", keep, site);
  await vi.waitUntil(() => asked.length === 1);
  site.identify(() => "kaisa");
  asked[0]!.answer();
  await vi.waitUntil(() => asked.length === 2);
  asked[1]!.answer();
  expect((await first).token).toBe("of kaisa");
  expect(tokens).toEqual(["of kaisa"]);
  expect(asked.map(({ identity }) => identity)).toEqual(["mallory", "kaisa"]);
});
