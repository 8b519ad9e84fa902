/** Calls between two real browsers' pages: media proved by received bytes, audio energy and decoded frames. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Flow } from "./stage/page.ts";
import { fakeDeviceFlags, openTheatre, until, type Theatre } from "./stage/stage.ts";

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre(fakeDeviceFlags);
});
afterAll(() => theatre.close());
afterEach(async () => {
  for (const context of theatre.browser.contexts()) await context.close();
  theatre.signals.length = 0;
});

const voice = { audio: true, video: false };
const both = { audio: true, video: true };

async function untilView(page: Page, fits: string): Promise<void> {
  const ask = () =>
    page.evaluate<boolean>(`(() => { const view = window.stage.look(); return !!view && !!(${fits}); })()`);
  await expect.poll(ask, { interval: 20, timeout: 20_000 }).toBe(true);
}
const look = (page: Page) => page.evaluate(() => window.stage.look());
const received = (page: Page) => page.evaluate(() => window.stage.received());
const sent = (page: Page) => page.evaluate(() => window.stage.sent());

/** Media goes on arriving: the counter has grown since now. */
async function untilMore(page: Page, counter: keyof Flow): Promise<void> {
  const before = (await received(page))[counter];
  await until(
    page,
    async ([key, from]) => {
      // After a change of links the sum begins again from the fresh one.
      const now = (await window.stage.received())[key];
      return now > from || (now > 0 && now < from);
    },
    [counter, before] as const,
  );
}

/** A ringing call: both transports are up, the agent's devices are open, nobody has accepted. */
async function ring(wanted = voice, isStandingBy = false): Promise<{ agent: Page; customer: Page }> {
  const agent = await theatre.open("agent", "agent-1");
  const customer = await theatre.open("customer", "customer-1");
  await agent.evaluate(
    ([media, standsBy]) => {
      window.stage.isStandingBy = standsBy;
      window.stage.openCall("agent", "agent-1");
      return window.stage.call?.openMedia(media);
    },
    [wanted, isStandingBy] as const,
  );
  await customer.evaluate(() => window.stage.openCall("customer", "customer-1"));
  await Promise.all([untilView(agent, "view.link === 'connected'"), untilView(customer, "view.link === 'connected'")]);
  return { agent, customer };
}

async function talk(
  wanted = voice,
  agentWants = wanted,
  isStandingBy = false,
): Promise<{ agent: Page; customer: Page }> {
  const pages = await ring(agentWants, isStandingBy);
  await pages.customer.evaluate((media) => window.stage.accept(media), wanted);
  await pages.agent.evaluate(() => window.stage.call?.choosePeer("customer-1" as never));
  await Promise.all([untilMore(pages.agent, "audioBytes"), untilMore(pages.customer, "audioBytes")]);
  return pages;
}

describe("media", () => {
  test("[CALL-03] voice goes both ways, and is sound", async () => {
    const { agent, customer } = await talk();
    await Promise.all([untilMore(agent, "audioEnergy"), untilMore(customer, "audioEnergy")]);
    expect(await look(agent)).toMatchObject({
      microphone: "on",
      camera: "off",
      remote: { hasAudio: true, hasVideo: false },
    });
    expect(await customer.evaluate(() => window.stage.mediaAt)).toBeGreaterThan(0);
    expect(await agent.evaluate(() => window.stage.mediaAt)).toBeGreaterThan(0);
    await untilView(agent, "view.quality && view.quality.bars > 0 && view.details?.audioCodec");
    // Redundancy is unpacked before the decoder, so the receiver's statistics name what was inside.
    expect((await look(agent))?.details).toMatchObject({ audioCodec: "opus", protocol: "udp", region: "here" });
    expect(await agent.evaluate(() => window.stage.sentAudioFormat())).toBe("audio/red");
    expect(await customer.evaluate(() => window.stage.sentAudioFormat())).toBe("audio/red");
  });

  test("[CALL-03] video goes both ways, decoded", async () => {
    const { agent, customer } = await talk(both);
    await Promise.all([untilMore(agent, "frames"), untilMore(customer, "frames")]);
    expect(await look(customer)).toMatchObject({ camera: "on", hasLocalVideo: true, hasRemoteVideo: true });
  });

  test("[CALL-03] the microphone's state follows the real track, muted or ended", async () => {
    const { agent, customer } = await talk();
    await customer.evaluate(() => window.stage.call?.setMuted(true));
    expect((await look(customer))?.microphone).toBe("muted");
    await untilView(agent, "!view.remote.hasAudio");
    await customer.evaluate(() => window.stage.call?.setMuted(false));
    expect((await look(customer))?.microphone).toBe("on");
    await untilView(agent, "view.remote.hasAudio");
  });

  test("[CALL-03] the camera goes on and off without a new negotiation", async () => {
    const { agent, customer } = await talk();
    const before = await look(customer);
    await customer.evaluate(() => window.stage.call?.setCamera(true));
    await untilView(agent, "view.hasRemoteVideo");
    await untilMore(agent, "frames");
    await customer.evaluate(() => window.stage.call?.setCamera(false));
    await untilView(agent, "!view.hasRemoteVideo");
    const after = await look(customer);
    expect(after).toMatchObject({ camera: "off", hasLocalVideo: false });
    expect(after?.negotiations).toEqual(before?.negotiations);
  });

  test("[CALL-03] a microphone is swapped in the running call", async () => {
    const { agent, customer } = await talk();
    const { microphones } = await customer.evaluate(() => window.stage.listDevices());
    expect(microphones.length).toBeGreaterThan(1);
    await customer.evaluate((id) => window.stage.call?.useDevices({ microphone: id }), microphones.at(-1)!.id);
    expect((await look(customer))?.microphone).toBe("on");
    await untilMore(agent, "audioEnergy");
  });

  test("closing frees devices and links", async () => {
    const { agent, customer } = await talk(both);
    const states = await customer.evaluate(() => {
      const tracks = window.stage.call?.view.localVideo?.getTracks() ?? [];
      window.stage.call?.close();
      return tracks.map((track) => track.readyState);
    });
    expect(states).toEqual(["ended"]);
    expect(await look(customer)).toMatchObject({ link: "closed", live: 0, microphone: "off", camera: "off" });
    await agent.evaluate(() => window.stage.call?.close());
    expect(await look(agent)).toMatchObject({ link: "closed", live: 0 });
  });
});

describe("consent", () => {
  test("[CALL-07] while it rings the transport is up, yet no device of the customer is open and no media byte leaves", async () => {
    const { agent, customer } = await ring(both);
    // Two rounds of statistics: long enough for anything that flows to be counted.
    await untilView(customer, "view.details");
    await untilView(agent, "view.link === 'connected'");
    await customer.evaluate(() => window.stage.call?.setCamera(true));
    expect(await customer.evaluate(() => window.stage.devicesOpened)).toBe(0);
    expect(await sent(customer)).toMatchObject({ audioBytes: 0, videoBytes: 0 });
    expect(await received(agent)).toMatchObject({ audioBytes: 0, videoBytes: 0 });
    expect(await look(customer)).toMatchObject({ microphone: "off", camera: "off" });
    expect(await customer.evaluate(() => window.stage.mediaAt)).toBe(0);
  });

  test("[CALL-05] the agent's media is there before the accept, but neither heard nor seen; then both at once", async () => {
    const { agent, customer } = await ring(both);
    await Promise.all([untilMore(customer, "audioBytes"), untilMore(customer, "frames")]);
    await customer.evaluate(() => window.stage.listen());
    // It plays already, so that nothing is left to be set up at the accept: black pictures, and silence.
    await untilView(customer, "view.hasRemoteVideo");
    await until(customer, () => document.querySelector("video")!.currentTime > 0.2, null);
    expect(await customer.evaluate(() => window.stage.brightness())).toBeLessThan(24);
    await until(customer, () => window.stage.heard.looks > 20, null);
    expect(await customer.evaluate(() => window.stage.heard.loudAt)).toBe(0);
    await customer.evaluate((media) => window.stage.accept(media), both);
    await until(customer, () => window.stage.heard.loudAt > 0 && window.stage.mediaAt > 0, null);
    await until(customer, () => window.stage.brightness() > 60, null);
    expect(await sent(agent)).not.toMatchObject({ audioBytes: 0 });
  });

  test("[CALL-07] accepted with audio, the customer's camera stays shut", async () => {
    const { agent, customer } = await talk(voice, both);
    await untilMore(customer, "frames");
    expect(await look(customer)).toMatchObject({ microphone: "on", camera: "off" });
    expect((await received(agent)).videoBytes).toBe(0);
  });

  test("[CALL-05] two tabs ring; one answers, the other's link is closed", async () => {
    const { agent, customer } = await ring();
    const second = await theatre.open("customer", "customer-2", customer.context());
    await second.evaluate(() => window.stage.openCall("customer", "customer-2"));
    await untilView(second, "view.link === 'connected'");
    expect((await look(agent))?.live).toBe(2);
    await second.evaluate(() => window.stage.accept({ audio: true, video: false }));
    await agent.evaluate(() => window.stage.call?.choosePeer("customer-2" as never));
    await untilMore(agent, "audioBytes");
    expect((await look(agent))?.live).toBe(1);
    expect((await received(customer)).audioBytes).toBe(0);
  });

  test("accept to first packet is quick, because the transport is already up", async (context) => {
    const hears: number[] = [];
    const isHeard: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { agent, customer } = await talk();
      const at = await customer.evaluate(() => [window.stage.acceptedAt, window.stage.mediaAt] as const);
      hears.push(at[1] - at[0]);
      isHeard.push((await agent.evaluate(() => window.stage.mediaAt)) - at[0]);
      await agent.context().close();
      await customer.context().close();
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
    await context.annotate(
      `median ms: customer hears ${median(hears).toFixed(0)}, agent hears ${median(isHeard).toFixed(0)}`,
    );
    expect(median(hears)).toBeLessThan(400);
    expect(median(isHeard)).toBeLessThan(400);
  });
});

describe("addresses", () => {
  test("[CALL-09] relay-only without a relay: no address leaves this browser, and no link comes about", async () => {
    const agent = await theatre.open("agent", "agent-1");
    const customer = await theatre.open("customer", "customer-1");
    for (const page of [agent, customer]) await page.evaluate(() => (window.stage.isRelayOnly = true));
    await agent.evaluate(() => window.stage.openCall("agent", "agent-1"));
    await customer.evaluate(() => window.stage.openCall("customer", "customer-1"));
    const isDone = () =>
      theatre.signals.filter(({ rtc }) => rtc.type === "candidate" && rtc.candidate === null).length >= 2;
    await expect.poll(isDone).toBe(true);
    const words = JSON.stringify(theatre.signals.map(({ rtc }) => rtc));
    expect(words).not.toMatch(/typ (host|srflx|prflx)/);
    expect((await look(customer))?.link).toBe("connecting");
  });
});

describe("a hostile other end", () => {
  test("hellos without end leave the agent with four links, and with one for each client", async () => {
    const agent = await theatre.open("agent", "agent-1");
    await agent.evaluate(() => {
      window.stage.openCall("agent", "agent-1");
      for (let client = 0; client < 9; client += 1) {
        for (let epoch = 1; epoch < 4; epoch += 1) {
          window.stage.hear({ side: "customer", clientId: `client-${client}` as never }, { type: "hello", epoch });
        }
      }
    });
    await untilView(agent, "view.made === 27");
    expect((await look(agent))?.live).toBe(4);
  });

  test("descriptions that are none, or out of turn, harm nothing: the next hello gets a link", async () => {
    const agent = await theatre.open("agent", "agent-1");
    await agent.evaluate(() => {
      window.stage.openCall("agent", "agent-1");
      const from = { side: "customer", clientId: "customer-1" as never } as const;
      for (const rtc of [
        { type: "hello", epoch: 1 },
        { type: "offer", epoch: 1, sdp: "v=0" },
        { type: "candidate", epoch: 1, candidate: { candidate: "nonsense", sdpMid: "9", sdpMLineIndex: 64 } },
        { type: "answer", epoch: 1, sdp: "v=0\r\nnonsense" },
        { type: "answer", epoch: 7, sdp: "" },
      ] as const) {
        window.stage.hear(from, rtc);
      }
    });
    await untilView(agent, "view.made === 1 && view.live === 0");
    const customer = await theatre.open("customer", "customer-1");
    await customer.evaluate(() => window.stage.openCall("customer", "customer-1"));
    await untilView(agent, "view.link === 'connected'");
  });
});

describe("recovery", () => {
  test("[CALL-08] the customer reloads: media comes back by itself on a fresh link", async () => {
    const { agent, customer } = await talk();
    await theatre.reload(customer, "customer-1b");
    await customer.evaluate(() => {
      window.stage.openCall("customer", "customer-1b");
      return window.stage.accept({ audio: true, video: false });
    });
    await agent.evaluate(() => window.stage.call?.choosePeer("customer-1b" as never));
    await Promise.all([untilMore(agent, "audioEnergy"), untilMore(customer, "audioEnergy")]);
    await untilView(agent, "view.live === 1 && view.link === 'connected'");
  });

  /** The customer's next page, with what the page before it was given. */
  async function nextPage(customer: Page, clientId: string): Promise<void> {
    await until(customer, () => window.stage.kept !== null, null);
    const kept = await customer.evaluate(() => window.stage.kept);
    theatre.signals.length = 0;
    await theatre.reload(customer, clientId);
    await customer.evaluate(
      ([id, standby]) => {
        window.stage.openCall("customer", id, standby);
        return window.stage.accept({ audio: true, video: false });
      },
      [clientId, kept] as const,
    );
  }
  const said = (side: string) => theatre.signals.filter(({ from }) => from.side === side).map(({ rtc }) => rtc.type);

  test("[CALL-08] the customer's next page answers what waits for it: nothing is asked first, again and again", async () => {
    const { agent, customer } = await talk(voice, voice, true);
    for (const clientId of ["customer-1b", "customer-1c", "customer-1d"]) {
      await nextPage(customer, clientId);
      // The server's word, by `choosePeer`, may come later.
      await Promise.all([untilMore(agent, "audioEnergy"), untilMore(customer, "audioEnergy")]);
      expect(said("customer")).not.toContain("hello");
      expect(said("agent")).not.toContain("offer");
      await untilView(customer, "view.live === 1 && view.link === 'connected'");
    }
  });

  test("[CALL-08] a standby whose agent's page is gone: the answer to nobody is followed by a fresh link at once", async () => {
    const { agent, customer } = await talk(voice, voice, true);
    await until(customer, () => window.stage.kept !== null, null);
    const kept = (await customer.evaluate(() => window.stage.kept))!;
    await customer.evaluate(() => (window.stage.kept = null));
    await customer.evaluate((old) => (window.stage.kept = { ...old, epoch: old.epoch - 1 }), kept);
    await nextPage(customer, "customer-1b");
    await agent.evaluate(() => window.stage.call?.choosePeer("customer-1b" as never));
    await Promise.all([untilMore(agent, "audioEnergy"), untilMore(customer, "audioEnergy")]);
    expect(said("agent").filter((type) => type === "hello" || type === "offer")).toEqual(["hello", "offer"]);
  });

  test("[CALL-08] the agent reloads: the customer's page asks again, without the customer doing anything", async () => {
    const { agent, customer } = await talk();
    await theatre.reload(agent, "agent-1b");
    await agent.evaluate(() => {
      window.stage.openCall("agent", "agent-1b");
      window.stage.call?.choosePeer("customer-1" as never);
      return window.stage.call?.openMedia({ audio: true, video: false });
    });
    await Promise.all([untilMore(agent, "audioEnergy"), untilMore(customer, "audioEnergy")]);
    await untilView(customer, "view.live === 1 && view.link === 'connected'");
    expect(await customer.evaluate(() => window.stage.devicesOpened)).toBe(1);
    // The network is the same: the fresh link needs no context of its own.
    expect(await customer.evaluate(() => document.querySelectorAll("iframe").length)).toBe(0);
  });

  test("[CALL-08] media that stops arriving is replaced by a fresh link within seconds, while signals were lost at first", async () => {
    const { agent, customer } = await talk();
    const made = (await look(customer))!.made;
    theatre.mute("customer", true);
    await agent.evaluate(() => window.stage.cut());
    await untilView(customer, "view.link === 'reconnecting'");
    theatre.mute("customer", false);
    await customer.evaluate(() => window.stage.call?.networkChanged());
    await untilView(customer, `view.link === 'connected' && view.made > ${made} && view.live === 1`);
    await Promise.all([untilMore(agent, "audioEnergy"), untilMore(customer, "audioEnergy")]);
  });

  test("[CALL-08] a fresh link takes over from one that works without a moment of reconnecting", async () => {
    const { agent, customer } = await talk();
    for (const page of [agent, customer]) await page.evaluate(() => (window.stage.views.length = 0));
    // As the agent's end asks when it hears nothing although this end hears well.
    await customer.evaluate(() => {
      window.stage.hear({ side: "agent", clientId: "agent-1" as never }, { type: "hello", epoch: 0 });
    });
    for (const page of [agent, customer]) {
      await untilView(page, "view.made === 2 && view.live === 1");
      await untilMore(page, "audioEnergy");
      const states = await page.evaluate(() => window.stage.views.map((view) => view.link));
      expect(new Set(states)).toEqual(new Set(["connected"]));
      expect(await page.evaluate(() => window.stage.changeovers.at(-1))).toBe(true);
    }
  });

  test("[CALL-08] a network event alone does not disturb a link that delivers", async () => {
    const { agent, customer } = await talk();
    const { made } = (await look(customer))!;
    await customer.evaluate(() => window.stage.call?.networkChanged());
    await untilMore(customer, "audioEnergy");
    await untilMore(agent, "audioEnergy");
    expect((await look(customer))!.made).toBe(made);
  });
});
