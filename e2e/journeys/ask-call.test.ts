/** The customer asks for a call, or to be called back (CALL-10). */
import { expect, test } from "vitest";
import { deviceRequests, waitForSound } from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { onStage, openScene } from "./scene.ts";

test("[CALL-10] asked for, taken back, declined, asked again and answered by the agent's call", () =>
  onStage(async (stage) => {
    const { customer, customerPerson, aino } = await openScene(stage);
    const request = aino.panel.getByRole("status", { name: "The customer's request" });
    await customer.button("Ask for a call").click();
    await customerPerson.screenshot("ask-call");
    await customer.button("Video call").click();
    await request.getByText("Kalle asks for a video call").waitFor();
    // No device is opened for a wish.
    expect(await deviceRequests(customer.page)).toEqual([]);
    await customer.button("Cancel the request").click();
    await request.waitFor({ state: "detached" });
    await aino.sees("The customer took the request for a call back");

    await customer.button("Voice call").click();
    await request.getByRole("button", { name: "Decline" }).click();
    await customer.page.getByText(/Aino cannot call just now/).waitFor();
    await request.waitFor({ state: "detached" });
    await customer.button("Close").click();

    await customer.button("Ask for a call").click();
    await customer.button("Voice call").click();
    await request.getByRole("button", { name: "Call now" }).click();
    await customer.ring.waitFor();
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    expect(await request.count()).toBe(0);
    expect(await customer.button("Ask for a call").count()).toBe(0);
    // Long enough to have been judged on both sides.
    await aino.callControl.getByText(/^0:0[4-9]$/).waitFor();
    await aino.callButton("End call").click();
    // What the call was like stays with it, from both sides.
    const quality = aino.log.getByText("Quality of the call");
    await quality.click();
    await aino.log.getByText(/^Customer: score \d/).waitFor();
    await aino.log.getByText(/^Agent: score \d/).waitFor();
    await customer.button("Ask for a call").waitFor();
  }));

test("[CALL-10] a call-back asked for stands in the list beyond the end, is taken by one agent, seen by the others, and closed", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    const villePerson = await stage.person({ name: "Ville" });
    const ville = new AgentAt(villePerson.page);
    await ville.signIn(stage.rinnalla.links.agents.ville);
    await customer.button("Ask for a call").click();
    await customer.button("Call me back later").click();
    await customer.page.getByLabel("When? (optional)").fill("2031-05-06T12:30");
    await customer.page.getByLabel(/How do we reach you/).fill("040 000 0000, the bill");
    await customer.button("Ask for a call-back").click();
    await customer.page.getByText(/We call you back: .*2031/).waitFor();
    await aino.sees(/The customer asked to be called back at .*2031.* 040 000 0000, the bill/);
    await aino.panel.getByRole("button", { name: "End", exact: true }).click();
    await customer.page.getByText("Aino ended the conversation").waitFor();

    const listOf = (agent: AgentAt) => agent.page.getByRole("region", { name: "Call-backs" });
    await listOf(ville).getByText("040 000 0000, the bill").waitFor();
    await listOf(ville).getByText(/2031/).waitFor();
    await listOf(ville).getByRole("button", { name: "Take the call-back of Kalle" }).click();
    await listOf(ville).getByText("You have taken it").waitFor();
    // For the other agents it is done with; a supervisor sees who has it.
    await listOf(aino).waitFor({ state: "detached" });
    const saga = new AgentAt((await stage.person({ name: "Saga" })).page);
    await saga.signIn(stage.rinnalla.links.agents.saga);
    await listOf(saga).getByText("Taken by Ville").waitFor();
    await villePerson.screenshot("call-backs-ville");
    // A reload shows the same list.
    await ville.page.reload();
    await listOf(ville).getByText("You have taken it").waitFor();
    await listOf(ville).getByRole("button", { name: "Close the call-back of Kalle" }).click();
    await ville.page.getByRole("menuitem", { name: "Called" }).click();
    await listOf(ville).waitFor({ state: "detached" });
    await listOf(saga).waitFor({ state: "detached" });
  }));

test("[CALL-10] after the end the customer can still ask for a call-back, and take it back", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.panel.getByRole("button", { name: "End", exact: true }).click();
    await customer.page.getByText("Aino ended the conversation").waitFor();
    await customer.button("Ask for a call").click();
    await customer.button("Ask for a call-back").click();
    await customer.page.getByText("We call you back as soon as we can.").waitFor();
    const list = aino.page.getByRole("region", { name: "Call-backs" });
    await list.getByText("as soon as it suits").waitFor();
    await customer.button("Cancel the call-back").click();
    await list.waitFor({ state: "detached" });
  }));
