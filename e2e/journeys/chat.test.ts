/** Steps 2 and 3 of the main path: the shop, the offer, messages both ways. */
import { expect, test } from "vitest";
import { waitUntil } from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { CustomerAt } from "./customer.ts";
import { onStage, openScene } from "./scene.ts";

test("[CHAT-01] [ROUTE-01] a customer writes in the shop, and an available agent is offered the conversation with a countdown", () =>
  onStage(async (stage) => {
    const aino = new AgentAt((await stage.person({ name: "Aino" })).page);
    await aino.signIn(stage.rinnalla.links.agents.aino);
    const customer = new CustomerAt((await stage.person({ name: "customer" })).page);
    await customer.startChat(stage.rinnalla.links.shop, "Is the dark roast in stock?");
    await aino.offer.waitFor();
    const countdown = aino.offer.getByRole("timer");
    const seconds = async () => Number.parseInt(await countdown.innerText(), 10);
    const left = await seconds();
    expect(left).toBeGreaterThan(90);
    await waitUntil("the countdown counts", 5_000, async () => (await seconds()) < left);
    await aino.acceptOffer();
    await aino.sees("Is the dark roast in stock?");
    await customer.sees(/Aino joined the conversation/);
  }));

test("[ROUTE-01] a declined offer goes to the next agent, with its place kept", () =>
  onStage(async (stage) => {
    const { links } = stage.rinnalla;
    const aino = new AgentAt((await stage.person({ name: "Aino" })).page);
    await aino.signIn(links.agents.aino);
    const customer = new CustomerAt((await stage.person({ name: "customer" })).page);
    await customer.startChat(links.shop, "hello");
    await aino.offer.waitFor();
    const ville = new AgentAt((await stage.person({ name: "Ville" })).page);
    await ville.signIn(links.agents.ville);
    await aino.offer.getByRole("button", { name: "Decline" }).click();
    await ville.acceptOffer();
    await customer.sees(/Ville joined the conversation/);
    expect(await aino.offer.count()).toBe(0);
  }));

test("[CHAT-02] messages both ways in order, with typing, delivered and read marks", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.say("Hello, I am Aino.");
    await customer.sees("Hello, I am Aino.");
    await aino.log.getByText("Read").last().waitFor();
    await customer.composer.pressSequentially("I wonder");
    await aino.page.getByText(/is typing…/).waitFor();
    await customer.composer.press("Enter");
    await aino.sees("I wonder");
    await aino.composer.pressSequentially("About?");
    await customer.page.getByText(/Aino is writing…/).waitFor();
    await aino.composer.press("Enter");
    for (let turn = 1; turn <= 5; turn += 1) {
      await customer.say(`question ${turn}`);
      await aino.sees(`question ${turn}`);
      await aino.say(`answer ${turn}`);
      await customer.sees(`answer ${turn}`);
    }
    const order = ["I wonder", "About?", ...[1, 2, 3, 4, 5].flatMap((turn) => [`question ${turn}`, `answer ${turn}`])];
    for (const side of [customer, aino]) {
      const text = await side.log.innerText();
      const places = order.map((words) => text.indexOf(words));
      expect(places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? 0)))).toBe(true);
    }
  }));

test("[CHAT-02] [CHAT-03] reloads, full page loads and a second tab show the same conversation, each message once", () =>
  onStage(async (stage) => {
    const { customer, customerPerson, aino } = await openScene(stage);
    await aino.say("first answer");
    await customer.sees("first answer");
    await customer.page.reload();
    await customer.sees("first answer");
    expect(await customer.count("first answer")).toBe(1);
    await customer.page.goto(new URL("cart", `${stage.rinnalla.links.shop.replace(/\/?$/, "/")}`).href);
    await customer.sees("first answer");
    await customer.say("from the cart");
    await aino.sees("from the cart");
    const second = new CustomerAt(await customerPerson.newTab());
    await second.page.goto(stage.rinnalla.links.shop);
    if ((await second.button("Open chat").count()) > 0) await second.button("Open chat").click();
    await second.sees("from the cart");
    await aino.say("to both tabs");
    await Promise.all([customer.sees("to both tabs"), second.sees("to both tabs")]);
    await second.say("from the second tab");
    await Promise.all([customer.sees("from the second tab"), aino.sees("from the second tab")]);
    await aino.page.reload();
    await aino.sees("from the second tab");
    for (const side of [customer, second, aino]) expect(await side.count("from the second tab")).toBe(1);
  }));

test("[CHAT-02] what was written while the server was away arrives after it is back, once, and nothing acknowledged is lost", () =>
  onStage(async (stage) => {
    // What browsers say of a server that is away, on its way out, or not ready yet.
    const complaints = [/ERR_CONNECTION_(REFUSED|RESET)/, /WebSocket connection/, /status of 503/];
    const { customer, aino } = await openScene(stage, complaints);
    await customer.say("before the crash");
    await aino.sees("before the crash");
    await stage.rinnalla.kill("SIGKILL");
    await customer.say("while it was away");
    await stage.rinnalla.start();
    await aino.sees("while it was away");
    await aino.say("welcome back");
    await customer.sees("welcome back");
    for (const side of [customer, aino]) {
      expect(await side.count("before the crash")).toBe(1);
      expect(await side.count("while it was away")).toBe(1);
    }
  }));
