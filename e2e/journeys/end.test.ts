/** Step 8 of the main path: the end, wrap-up, the survey and the transcript. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { onStage, openScene } from "./scene.ts";

test("[ROUTE-06] [CHAT-04] End → wrap-up → closed, CSAT from the customer, the transcript on both sides", () =>
  onStage(async (stage) => {
    const { customer, aino } = await openScene(stage);
    await aino.say("Anything else?");
    await customer.sees("Anything else?");
    await aino.panel.getByRole("button", { name: "End", exact: true }).click();
    await aino.page
      .getByText(/Wrap-up/)
      .first()
      .waitFor();
    await customer.sees(/Aino ended the conversation/);
    const [download] = await Promise.all([
      customer.page.waitForEvent("download"),
      customer.button("Download transcript").click(),
    ]);
    const transcript = await readFile(await download.path(), "utf8");
    expect(transcript).toContain("Hello, is anybody there?");
    expect(transcript).toContain("Anything else?");
    await customer.page.getByRole("radio", { name: "5, very good" }).check({ force: true });
    await customer.page.getByLabel(/Would you like to tell more/).fill("Quick and kind");
    await customer.button("Send").last().click();
    await customer.page.getByText("Thank you for your answer!").waitFor();
    await aino.panel.getByText("Quick and kind").waitFor();
    await aino
      .button(/^Close/)
      .last()
      .click();
    await aino.page.getByText(/Conversation closed/).waitFor();
  }));
