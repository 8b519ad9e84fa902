/** What administrators are shown of the environment, and the letter that tries it. */
import type { AgentId, DeploymentView } from "@rinnalla/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openMailBox, type MailBox } from "../testing/mail-box.ts";
import { aino, startTestServer, type TestServer } from "../testing/test-server.ts";

const otso = "a_otso" as AgentId;
let box: MailBox;
let server: TestServer;
beforeAll(async () => {
  box = await openMailBox();
  server = await startTestServer({
    mail: { url: box.url.replace("smtp://", "smtp://user:s3cret@"), sender: "Kahvila Kuusi <chat@kuusi.example>" },
    relays: {
      region: "north",
      isRelayOnly: false,
      regions: {
        south: { urls: ["turn:b.example"], secret: "t0p" },
        north: { urls: ["turn:a.example"], secret: "t0p" },
      },
    },
  });
});
afterAll(async () => {
  await server.close();
  await box.close();
});

const post = (cookie: string, origin = server.consoleOrigin): Promise<Response> =>
  server.fetch("/api/admin/test-letter", { method: "POST", headers: { cookie, origin } });

test("[ADM-01] administrators see what the environment sets, without addresses and secrets; others do not", async () => {
  const cookie = await server.cookie(otso);
  const answer = await server.fetch("/api/admin/deployment", { headers: { cookie } });
  const text = await answer.text();
  expect(JSON.parse(text) as DeploymentView).toEqual({
    publicUrl: server.consoleOrigin,
    database: "sqlite",
    mailSender: "Kahvila Kuusi <chat@kuusi.example>",
    mediaRegions: ["north", "south"],
    isRelayOnly: false,
    mediaServer: "none",
  });
  expect(text).not.toMatch(/s3cret|t0p|turn:|smtp:/);
  const others = await server.cookie(aino);
  expect((await server.fetch("/api/admin/deployment", { headers: { cookie: others } })).status).toBe(403);
  expect((await server.fetch("/api/admin/deployment")).status).toBe(401);
});

test("[ADM-01] the test letter goes to who asks for it and to nobody else, and its fate is told", async () => {
  const cookie = await server.cookie(otso);
  expect((await post(await server.cookie(aino))).status).toBe(403);
  expect((await post(cookie, "https://elsewhere.example")).status).toBe(403);
  expect(box.tries).toBe(0);
  box.answer = 250;
  expect(await (await post(cookie)).json()).toEqual({ outcome: "sent" });
  expect(box.letters.at(-1)?.to).toEqual(["otso@demo.invalid"]);
  box.answer = 550;
  expect(await (await post(cookie)).json()).toEqual({ outcome: "refused" });
});
