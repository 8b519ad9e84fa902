/** The opening with a form, and what is left while closed (CHAT-04). */
import { customer, id, openCommand, saga, scenario, ville, aino, system } from "@rinnalla/testkit";
import type { Command } from "./commands.ts";
import type { FormField } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";

const form: readonly FormField[] = [
  { id: "n", kind: "text", labels: { fi: "Nimi" }, isRequired: true, holds: "name" },
  { id: "c", kind: "consent", labels: { fi: "Hyväksyn ehdot" }, isRequired: true },
];
const dayMs = 86_400_000;
const leave: Extract<Command, { type: "leaveMessage" }> = {
  type: "leaveMessage",
  locale: "fi",
  customerName: "Maija",
  email: "maija@example.org",
  text: " Missä tilaukseni on? ",
  page: "https://shop.example/cart?token=1",
};
const offlineMessage = { name: "optional", email: "required", days: 7 } as const;

describe("opening", () => {
  test("[CHAT-04] without what the form asks, nothing is opened", () => {
    const on = scenario({ opening: { form } });
    expect(on.isRefused(customer, openCommand)).toBe("formIncomplete");
    expect(on.isRefused(customer, { ...openCommand, answers: [{ fieldId: "n", text: "Maija" }] })).toBe(
      "formIncomplete",
    );
    on.does(customer, {
      ...openCommand,
      answers: [
        { fieldId: "n", text: "Maija" },
        { fieldId: "c", isAgreed: true },
      ],
    });
    expect(on.state.customerName).toBe("Maija");
    expect(on.log[0]?.event).toMatchObject({
      answers: [
        { kind: "text", label: "Nimi", value: "Maija" },
        { kind: "consent", label: "Hyväksyn ehdot", value: "" },
      ],
    });
  });

  test("[CHAT-04] while closed nothing is opened, and what is open stays", () => {
    expect(scenario({ opening: { isClosed: true } }).isRefused(customer, openCommand)).toBe("closed");
    const opening: { isClosed?: boolean } = {};
    const on = scenario({ opening });
    on.does(customer, openCommand);
    opening.isClosed = true;
    on.does(system, { type: "offerConversation", offerId: id("offer1"), agentId: aino.agentId });
    on.does(aino, { type: "acceptOffer", offerId: id("offer1") });
    expect(on.state.status).toBe("active");
  });
});

describe("a message left while closed", () => {
  test("[CHAT-04] it is a conversation that is over as it begins, and stands in the list until somebody has answered", () => {
    const on = scenario({ opening: { offlineMessage, isClosed: true } });
    expect(on.does(customer, leave)).toEqual([
      "conversationOpened",
      "messageLeft",
      "conversationEnded",
      "conversationClosed",
    ]);
    expect(on.state).toMatchObject({ status: "closed", waitingSince: null, agent: null, ended: "messageLeft" });
    expect(on.state.callBack).toMatchObject({ note: "Missä tilaukseni on?", message: { email: "maija@example.org" } });
    expect(on.log[0]?.event).toMatchObject({ page: "https://shop.example/cart" });
    // Of a call-back it has the way, not the customer's words.
    expect(on.isRefused(customer, { type: "askCallBack", at: null })).toBe("wrongState");
    expect(on.isRefused(customer, { type: "cancelCallBack" })).toBe("wrongState");
    on.does(ville, { type: "takeCallBack" });
    expect(on.isRefused(aino, { type: "takeCallBack" })).toBe("wrongState");
    on.does(ville, { type: "closeCallBack", outcome: "done" });
    expect(on.state.callBack).toBe(null);
    expect([...on.timers]).toEqual([]);
  });

  test("[CHAT-04] nobody closed it: it goes out of the list after its days", () => {
    const on = scenario({ opening: { offlineMessage } });
    on.does(customer, leave);
    on.pass(7 * dayMs - 1);
    expect(on.state.callBack).not.toBe(null);
    on.pass(1);
    expect(on.state.callBack).toBe(null);
    expect(on.log.at(-1)?.event).toEqual({ type: "callBackClosed", because: "expired" });
  });

  test.each([
    ["the widget takes none", {}, {}, "offlineOff"],
    ["without the address that is asked", { offlineMessage }, { email: null }, "offlineOff"],
    [
      "without the name that is asked",
      { offlineMessage: { name: "required", email: "no" } },
      { customerName: null },
      "offlineOff",
    ],
    ["without a word", { offlineMessage }, { text: "  " }, "formIncomplete"],
  ] as const)("[CHAT-04] refused: %s", (_name, opening, change, code) => {
    expect(scenario({ opening }).isRefused(customer, { ...leave, ...change })).toBe(code);
  });

  test("[CHAT-04] whom the token names need not say it again; a second one is another conversation", () => {
    const known = { issuer: "https://shop.example", subject: "1", name: "Maija M.", email: "m@example.org" };
    const on = scenario({ opening: { offlineMessage: { name: "required", email: "required" }, customer: known } });
    on.does(customer, { ...leave, customerName: null, email: null });
    expect(on.state.customerName).toBe("Maija M.");
    expect(on.state.callBack?.message).toEqual({ email: "m@example.org" });
    expect(on.isRefused(customer, leave)).toBe("conversationExists");
    expect(on.isRefused(saga, { type: "mailTranscript", mailId: id("mail1"), address: "a@example.org" })).toBe(
      "mailOff",
    );
  });
});
