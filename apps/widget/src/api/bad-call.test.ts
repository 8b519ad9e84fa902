import { expect, test } from "vitest";
import { badIdentify, badInvite, badOn, badStart } from "./bad-call.ts";

test.each([
  [badStart(undefined), null],
  [badStart({}), null],
  [badStart({ name: "Kaisa", message: undefined }), null],
  [badStart({ name: 5 }), 'start: "name" must be string'],
  [badStart({ text: "Hello" }), 'start: "text" must be one of name, message'],
  [badStart("Hello"), "start: it takes an object"],
  [badStart(null), "start: it takes an object"],
  [badInvite({ text: "Can we help?", againAfterDays: 7, isForAbsence: true }), null],
  [badInvite(undefined), "proactive: it takes an object"],
  [badInvite({ text: "  " }), 'proactive: "text" must be 1 to 300 characters'],
  [badInvite({ text: "x".repeat(301) }), 'proactive: "text" must be 1 to 300 characters'],
  [badInvite({ text: "x", againAfterDays: Number.NaN }), 'proactive: "againAfterDays" must not be below 0'],
  [badInvite({ text: "x", afterMs: 5 }), expect.stringMatching('"afterMs" must be one of text, id')],
  [badIdentify(null), null],
  [badIdentify(() => null), null],
  [badIdentify("a token"), "identify: it takes a function, or null"],
  [badOn("ready", () => {}), null],
  [badOn("opened", () => {}), expect.stringMatching('there is no "opened", only ready, queued')],
  [badOn("ready", undefined), "on: the listener must be a function"],
])("[CHAT-09] a wrong call is named: %s", (found, expected) => {
  expect(found).toEqual(expected);
});
