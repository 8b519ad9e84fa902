import { expect, test } from "vitest";
import { localeFor, providersFor } from "./builtin.ts";
import { joinLinkOf } from "./join-link.ts";

const hosts = ["join.example", "*.rooms.example", "ported.example:8443", "127.0.0.1:4000"];

const rows: readonly (readonly [string, boolean])[] = [
  ["https://join.example/123", true],
  ["https://JOIN.example/123", true],
  ["https://join.example:444/", true],
  ["https://a.b.rooms.example/?x=1", true],
  ["https://ported.example:8443/", true],
  ["http://127.0.0.1:4000/join", true],
  ["http://127.0.0.1:4001/join", false],
  ["https://ported.example/", false],
  ["https://rooms.example/", false],
  ["https://evilrooms.example/", false],
  ["https://join.example.evil.example/", false],
  ["https://join.example@evil.example/", false],
  ["https://user@join.example/", false],
  ["http://join.example/", false],
  ["javascript:alert(1)//join.example", false],
  ["//join.example/", false],
  ["join.example", false],
];

test.each(rows)("[VIS-10] a customer may be sent to %s: %s", (link, isAllowed) => {
  expect(joinLinkOf(link, hosts) !== null).toBe(isAllowed);
});

test("[VIS-10] without a host in the manifest no link is safe", () => {
  expect(joinLinkOf("https://join.example/", [])).toBeNull();
});

test("[VIS-10] the provider's page opens in the agent's language, or in the first that it has", () => {
  const spoken = { locales: ["de", "en-GB", "fi"] };
  expect(["fi", "en", "sv"].map((locale) => localeFor(spoken, locale))).toEqual(["fi", "en-GB", "de"]);
});

test("[VIS-01] the built-in provider stands in one list with the others", () => {
  expect(providersFor("cobrowse", []).map(({ id }) => id)).toEqual(["builtin"]);
});
