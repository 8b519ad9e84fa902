import { expect, test } from "vitest";
import { weigh, type Deed } from "./guard-rule.ts";

const button: Deed = { isField: false, isSubmit: false, isLink: false, isActor: true, words: "", marks: "" };
const kinds = {
  button,
  link: { ...button, isLink: true },
  send: { ...button, isSubmit: true },
  field: { ...button, isField: true },
} as const;

const table: readonly (readonly [keyof typeof kinds, string, ReturnType<typeof weigh>])[] = [
  ["button", "Delete account", "delete"],
  ["button", "Remove from cart", "delete"],
  ["button", "Cancel my order", "delete"],
  ["button", "Cancel", null],
  ["link", "Unsubscribe", "delete"],
  ["button", "Poista osoite", "delete"],
  ["button", "Peru tilaus", "delete"],
  ["button", "Peru", null],
  ["button", "Peruuta", null],
  ["button", "Irtisano sopimus", "delete"],
  ["button", "Ta bort", "delete"],
  ["button", "Säg upp avtalet", "delete"],
  ["button", "Avsluta kontot", "delete"],
  ["button", "Pay 12 €", "pay"],
  ["link", "Pay now", "pay"],
  ["button", "Place the order", "pay"],
  ["button", "Buy now", "pay"],
  ["button", "Continue to payment", "pay"],
  ["link", "Delivery and payment", null],
  ["link", "My orders", null],
  ["button", "Maksa 12 €", "pay"],
  ["button", "Siirrä rahaa", "pay"],
  ["link", "Siirry kassalle", null],
  ["button", "Siirry maksuun", "pay"],
  ["link", "Maksutavat", null],
  ["link", "Ostoskori", null],
  ["button", "Lisää ostoskoriin", null],
  ["button", "Vahvista tilaus", "pay"],
  ["button", "Köp nu", "pay"],
  ["button", "Överför", "pay"],
  ["button", "Send message", "submit"],
  ["button", "Lähetä hakemus", "submit"],
  ["button", "Bekräfta", "submit"],
  ["link", "Send feedback", null],
  ["button", "Sender", null],
  ["button", "Add to cart", null],
  ["button", "Next", null],
  ["send", "Next", "submit"],
  ["send", "Pay", "pay"],
  ["send", "Poista", "delete"],
  ["field", "Remove gift wrapping", null],
  ["field", "Pay by invoice", null],
];

test.each(table)("[VIS-06] %s “%s”: %s", (kind, words, weight) => {
  expect(weigh({ ...kinds[kind], words })).toBe(weight);
});

test("[VIS-06] an icon without words is known by its marks", () => {
  expect(weigh({ ...button, marks: "btn icon-trash" })).toBe("delete");
  expect(weigh({ ...button, marks: "cartDelete" })).toBe("delete");
  expect(weigh({ ...button, marks: "combine removeless" })).toBeNull();
});

test("[VIS-06] what is no button or link and sends nothing does not wait", () => {
  expect(weigh({ ...button, isActor: false, words: "Delete all of it? Pay?" })).toBeNull();
});
