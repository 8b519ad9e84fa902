/** The main path in Finnish, and its short form in Swedish, in the words of the vocabulary: customer and agent both. */
import { expect, test } from "vitest";
import { waitForPicture, waitForSound } from "../harness/index.ts";
import { onStage } from "./scene.ts";

test("[CHAT-10] [CALL-02] [CALL-04] keskustelu, videopuhelu ja yhteisselaus suomeksi", () =>
  onStage(async (stage) => {
    const { links } = stage.rinnalla;
    const agentPerson = await stage.person({ name: "Aino", locale: "fi-FI" });
    const agent = agentPerson.page;
    await agent.goto(links.agents.aino);
    await agent.getByRole("button", { name: /Tavoitettavuus: Tavoitettavissa/ }).waitFor();

    const customerPerson = await stage.person({ name: "customer", locale: "fi-FI" });
    const customer = customerPerson.page;
    await customer.goto(`${links.shop}?lang=fi`);
    await customer.getByRole("button", { name: "Avaa keskustelu" }).click();
    await customer.getByRole("textbox", { name: "Viestisi" }).fill("Hei, onko ketään?");
    await customer.getByRole("textbox", { name: "Viestisi" }).press("Enter");

    await agent.getByRole("alertdialog").getByRole("button", { name: "Hyväksy" }).click();
    const panel = agent.getByRole("region", { name: "Viestintäpaneeli" });
    await panel.getByRole("log").getByText("Hei, onko ketään?").waitFor();
    await panel.getByRole("textbox", { name: "Viesti" }).fill("Hei! Soitanko?");
    await panel.getByRole("textbox", { name: "Viesti" }).press("Enter");
    await customer.getByRole("log").getByText("Hei! Soitanko?").waitFor();
    await panel.getByRole("button", { name: "Lopeta", exact: true }).waitFor();

    await panel.getByRole("button", { name: "Lisää komentoja" }).click();
    await agent.getByRole("menuitem", { name: "Äänipuhelu" }).waitFor();
    await agent.getByRole("menuitem", { name: "Videopuhelu" }).click();
    await customer.getByRole("button", { name: "Hyväksy äänellä" }).waitFor();
    await customer.getByRole("button", { name: "Hylkää" }).waitFor();
    await customer.getByRole("button", { name: "Hyväksy videolla" }).click();
    await Promise.all([waitForSound(agent), waitForPicture(agent), waitForSound(customer), waitForPicture(customer)]);
    await agent.getByRole("button", { name: "Poista video käytöstä" }).waitFor();
    await agent.getByRole("button", { name: "Mykistä" }).click();
    await agent.getByRole("button", { name: "Poista mykistys" }).waitFor();
    await agentPerson.screenshot("finnish-console-video-call");
    await customerPerson.screenshot("finnish-widget-video-call");
    await customer.getByRole("button", { name: "Lopeta puhelu" }).click();

    await panel.getByRole("button", { name: "Visuaalinen asiointi" }).click();
    await agent.getByRole("menuitem", { name: "Yhteisselaus" }).click();
    await agent.getByRole("button", { name: "Luo istunto" }).click();
    const pin = (await agent.getByTestId("pin").innerText()).replace(/\D/g, "");
    await agent.getByRole("button", { name: "Laita PIN keskusteluun" }).click();
    const field = customer.getByRole("textbox", { name: /PIN/ });
    await field.fill(pin);
    await field.press("Enter");
    await customer.getByRole("button", { name: "Salli" }).click();
    const mirror = agent.frameLocator("iframe[src*='/viewer/']").frameLocator("iframe:not(.next)");
    await mirror.getByRole("heading", { level: 1 }).waitFor();
    expect(await mirror.getByRole("heading", { level: 1 }).innerText()).toBe(
      await customer.getByRole("heading", { level: 1 }).innerText(),
    );
    await customerPerson.screenshot("finnish-widget-cobrowse");
    await agentPerson.screenshot("finnish-console-cobrowse");
  }));

test("[CHAT-10] [CALL-02] [CALL-04] konversation, samtal som avböjs och avslut på svenska", () =>
  onStage(async (stage) => {
    const { links } = stage.rinnalla;
    const agentPerson = await stage.person({ name: "Aino", locale: "sv-FI" });
    const agent = agentPerson.page;
    await agent.goto(links.agents.aino);
    await agent.getByRole("button", { name: /Närvaro: Tillgänglig/ }).waitFor();
    const customerPerson = await stage.person({ name: "customer", locale: "sv-SE" });
    const customer = customerPerson.page;
    // The shop has no Swedish of its own; the widget goes by the language that a page says it is in.
    await customer.addInitScript(() =>
      addEventListener("DOMContentLoaded", () => (document.documentElement.lang = "sv")),
    );
    await customer.goto(links.shop);
    await customer.getByRole("button", { name: "Öppna chatten" }).click();
    await customer.getByRole("textbox", { name: "Ditt meddelande" }).fill("Hej, är någon där?");
    await customer.getByRole("textbox", { name: "Ditt meddelande" }).press("Enter");
    await agent.getByRole("alertdialog").getByRole("button", { name: "Ta emot" }).click();
    const panel = agent.getByRole("region", { name: "Kommunikationspanel" });
    await panel.getByRole("log").getByText("Hej, är någon där?").waitFor();
    await panel.getByRole("button", { name: "Fler kommandon" }).click();
    await agent.getByRole("menuitem", { name: "Röstsamtal" }).click();
    await customer.getByRole("button", { name: "Avböj" }).click();
    await agent.getByText("Kunden avböjde").first().waitFor();
    await panel.getByRole("button", { name: "Avsluta", exact: true }).click();
    await panel.getByText(/Stängs av sig själv om/).waitFor();
    await agentPerson.screenshot("swedish-console");
  }));
