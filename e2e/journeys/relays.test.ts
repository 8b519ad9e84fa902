/** Calls through the real coturn: who sees whose address, where the proof is shown, and what happens when a relay dies. */
import { expect, test } from "vitest";
import { startCoturn, type Coturn } from "../../apps/server/src/testing/coturn.ts";
import { mediaTotals, waitForPicture, waitForSound, waitUntil } from "../harness/index.ts";
import type { Stage } from "../harness/index.ts";
import { onStage, openScene } from "./scene.ts";
import { callPaths, listenToSignals, longestSilence } from "./paths.ts";

const bare = (text: string) => /typ (host|srflx|prflx)/.test(text);

function settings(relays: readonly Coturn[], more: Record<string, string> = {}): Record<string, string> {
  return {
    RINNALLA_TURN_URLS: relays.flatMap(({ urls }) => urls).join(","),
    RINNALLA_TURN_SECRET: relays[0]!.secret,
    RINNALLA_TURN_REGION: "Helsinki",
    ...more,
  };
}

async function withRelays(count: number, play: (relays: readonly Coturn[]) => Promise<void>): Promise<void> {
  const relays: Coturn[] = [];
  try {
    while (relays.length < count) relays.push(await startCoturn({ peers: "anyForTests" }));
    await play(relays);
  } finally {
    for (const relay of relays) await relay.kill();
  }
}

/** The scene, with everything about links that the two pages send. */
async function openRelayedScene(stage: Stage) {
  const sent: string[] = [];
  const scene = await openScene({
    ...stage,
    person: async (options) => {
      const person = await stage.person(options);
      listenToSignals(person.page, sent);
      return person;
    },
  });
  return { ...scene, sent };
}

test("[CALL-09] [CALL-07] ringing shows nobody's address; after the accept a direct link takes over without a gap", () =>
  withRelays(1, (relays) =>
    onStage(async (stage) => {
      const { customer, aino, sent } = await openRelayedScene(stage);
      await aino.startCall("Voice call");
      await customer.ring.waitFor();
      for (const { page } of [customer, aino])
        await waitUntil("the link stands while it rings", 20_000, async () => (await callPaths(page)).length > 0);
      expect(sent.filter(bare)).toEqual([]);
      expect(sent.some((text) => text.includes("typ relay"))).toBe(true);
      expect(await callPaths(customer.page)).toMatchObject([{ local: "relay", remote: "relay" }]);
      await customer.answer("Accept with audio");
      await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
      const silences = Promise.all([longestSilence(aino.page, 4_000), longestSilence(customer.page, 4_000)]);
      for (const { page } of [customer, aino])
        await waitUntil("a direct link has taken over", 20_000, async () => {
          const paths = await callPaths(page);
          return paths.length === 1 && paths[0]!.local !== "relay" && paths[0]!.remote !== "relay";
        });
      for (const silence of await silences) expect(silence).toBeLessThan(1_000);
      await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    }, settings(relays)),
  ));

test("[CALL-09] with relay-only no address of either side ever leaves it, and both sides can see the proof", () =>
  withRelays(1, (relays) =>
    onStage(
      async (stage) => {
        const { customer, aino, sent } = await openRelayedScene(stage);
        await aino.startCall("Voice call");
        await customer.answer("Accept with audio");
        await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
        expect(sent.filter(bare)).toEqual([]);
        for (const text of sent) expect(text).not.toMatch(/raddr (?!0\.0\.0\.0)/);
        for (const { page } of [customer, aino])
          expect(await callPaths(page)).toMatchObject([{ local: "relay", remote: "relay" }]);
        await aino.page
          .getByRole("button", { name: /connection/i })
          .first()
          .click();
        const details = aino.page.getByRole("dialog").last();
        await details.getByText(/relayed \(relay – relay\)/).waitFor();
        await details.getByText(/relay only/).waitFor();
        await details.getByText("Helsinki").waitFor();
        await customer.page.getByText("Connection", { exact: true }).click();
        await customer.page.getByText(/relay – relay/).waitFor();
        await customer.page.getByText("Helsinki").waitFor();
      },
      settings(relays, { RINNALLA_RELAY_ONLY: "1" }),
    ),
  ));

test("[CALL-08] [CALL-09] with relay-only a page load answers the standby over the relays, and no address is told or kept", () =>
  withRelays(1, (relays) =>
    onStage(
      async (stage) => {
        const { customer, aino, sent } = await openRelayedScene(stage);
        const { page } = customer;
        await aino.startCall("Voice call");
        await customer.answer("Accept with audio");
        await Promise.all([waitForSound(aino.page), waitForSound(page)]);
        const kept = () => page.evaluate(() => sessionStorage.getItem("rinnalla.standby.w_demo"));
        await waitUntil("the next page's link is offered", 20_000, async () => (await kept()) !== null);
        const standby = (await kept())!;
        expect(standby).toContain("typ relay");
        expect(bare(standby)).toBe(false);
        expect(standby).not.toMatch(/raddr (?!0\.0\.0\.0)/);
        const before = sent.length;
        await page.getByRole("link", { name: /^Cart/ }).first().click();
        await page.waitForURL("**/shop/cart");
        await Promise.all([waitForSound(aino.page), waitForSound(page)]);
        const types = sent.slice(before).map((text) => /"rtc":\{"type":"(\w+)"/.exec(text)?.[1]);
        expect(types.filter((type) => type === "answer")).toHaveLength(1);
        expect(types).not.toContain("hello");
        for (const at of [page, aino.page])
          await waitUntil("the relayed link alone is left", 20_000, async () => {
            const paths = await callPaths(at);
            return paths.length === 1 && paths[0]!.local === "relay" && paths[0]!.remote === "relay";
          });
        expect(sent.filter(bare)).toEqual([]);
        for (const text of sent) expect(text).not.toMatch(/raddr (?!0\.0\.0\.0)/);
        await customer.hasNoRing();
      },
      settings(relays, { RINNALLA_RELAY_ONLY: "1" }),
      { widget: { callContinuity: "rejoin" } },
    ),
  ));

test("[CALL-09] [VIS-03] with relay-only a shared screen is relayed as well", () =>
  withRelays(1, (relays) =>
    onStage(
      async (stage) => {
        const { customer, aino, sent } = await openRelayedScene(stage);
        const pin = await aino.createSession("Screen share");
        await customer.enterPin(pin);
        await customer.page.getByRole("heading", { name: /see your screen/ }).waitFor();
        await customer.allow();
        await waitForPicture(aino.page);
        expect(await callPaths(aino.page)).toMatchObject([{ local: "relay", remote: "relay" }]);
        expect(sent.filter(bare)).toEqual([]);
      },
      settings(relays, { RINNALLA_RELAY_ONLY: "1" }),
    ),
  ));

test("[CALL-09] a relay dies in the call: the next one carries it on, without a ring", () =>
  withRelays(2, (relays) =>
    onStage(
      async (stage) => {
        const { customer, aino, sent } = await openRelayedScene(stage);
        await aino.startCall("Voice call");
        await customer.answer("Accept with audio");
        await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
        const [path] = await callPaths(customer.page);
        const used = relays.find(({ port }) => path?.url?.includes(`:${port}`));
        expect(used).toBeDefined();
        const silences = Promise.all([longestSilence(aino.page, 15_000), longestSilence(customer.page, 15_000)]);
        await used!.kill();
        for (const silence of await silences) expect(silence).toBeLessThan(6_000);
        await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
        await customer.hasNoRing();
        for (const { page } of [customer, aino]) {
          const [now] = await callPaths(page);
          expect(now).toMatchObject({ local: "relay", remote: "relay" });
          expect(now?.url).not.toContain(`:${used!.port}`);
        }
        expect(sent.filter(bare)).toEqual([]);
        expect((await mediaTotals(customer.page)).connections).toBe(1);
      },
      settings(relays, { RINNALLA_RELAY_ONLY: "1" }),
    ),
  ));

test("[CALL-09] [RUN-03] relays that are down: ringing still shows no address, and the call comes about directly at the accept", () =>
  withRelays(1, (relays) =>
    onStage(async (stage) => {
      await relays[0]!.kill();
      const { customer, aino, sent } = await openRelayedScene(stage);
      await aino.startCall("Voice call");
      await customer.ring.waitFor();
      await waitUntil("both ends have described themselves", 20_000, async () => Promise.resolve(sent.length >= 3));
      expect(sent.filter(bare)).toEqual([]);
      const acceptedAt = Date.now();
      await customer.answer("Accept with audio");
      await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
      expect(Date.now() - acceptedAt).toBeLessThan(8_000);
    }, settings(relays)),
  ));
