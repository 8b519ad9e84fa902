/** Takes README's pictures from the running product: `node e2e/pictures/readme.ts`. */
import { buildIfStale } from "../../scripts/build.ts";
import { openStage } from "../harness/index.ts";
import { AgentAt } from "../journeys/agent.ts";
import { CustomerAt } from "../journeys/customer.ts";

const folder = new URL("../../docs/images/", import.meta.url).pathname;
await buildIfStale();
const stage = await openStage();
try {
  const { links } = stage.rinnalla;
  const aino = new AgentAt((await stage.person({ name: "Aino", viewport: { width: 1440, height: 900 } })).page);
  await aino.signIn(links.agents.aino);
  const customer = new CustomerAt(
    (await stage.person({ name: "customer", viewport: { width: 1280, height: 800 } })).page,
  );
  await customer.startChat(links.shop, "Hello! Which of these is the least bitter?", "Liisa Virtanen");
  await aino.acceptOffer();
  await aino.say("Hello Liisa! Aamu is the mildest. Shall I call, and show you?");
  await customer.sees("Shall I call");
  await customer.say("Yes please");
  await aino.sees("Yes please");
  await aino.startCall("Video call");
  await customer.ring.waitFor();
  await customer.page.screenshot({ path: `${folder}ring.png`, animations: "disabled" });
  await customer.answer("Accept with video");
  const pin = await aino.createSession("Co-browse");
  await aino.button("Put PIN in chat").click();
  await customer.sees(pin);
  await customer.enterPin(pin);
  await customer.allow();
  await aino.mirror.getByRole("heading", { level: 1 }).waitFor();
  await aino.button("Request control").click();
  await customer.allow();
  await customer.page
    .getByText(/can act on it/)
    .first()
    .waitFor();
  await aino.mirror.locator(".products a.card").nth(2).hover();
  await aino.callControl.getByText(/^\d:\d\d$/).waitFor();
  await aino.page.screenshot({ path: `${folder}console.png` });
  await customer.page.screenshot({ path: `${folder}widget.png` });
} finally {
  await stage.close();
}
