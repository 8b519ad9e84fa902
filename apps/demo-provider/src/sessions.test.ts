import type { ConversationId, VisualId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { endSession, enterPin, openSession, type Session } from "./sessions.ts";

const origin = { conversationId: "c" as ConversationId, visualId: "v" as VisualId, kind: "cobrowse" } as const;
const fresh = (): Session => openSession(origin, "s1", "123456", 0);

test("[VIS-02] the sample provider's PIN: right once, however it is spaced", () => {
  const { session, entered } = enterPin(fresh(), "123 456", 1);
  expect([entered, session.phase]).toEqual(["connected", "connected"]);
  expect(enterPin(session, "123456", 2).entered).toBe("used");
});

test("[VIS-02] the sample provider's PIN: five tries; the sixth, though right, opens nothing", () => {
  let session = fresh();
  const said = Array.from({ length: 6 }, (_, at) => {
    const tried = enterPin(session, at === 5 ? "123456" : "000000", at);
    session = tried.session;
    return tried.entered;
  });
  expect(said).toEqual(["wrong", "wrong", "wrong", "wrong", "spent", "spent"]);
  expect(session).toMatchObject({ phase: "ended", endedBy: "tries", triesLeft: 0 });
});

test("[VIS-02] the sample provider's PIN: ten minutes", () => {
  expect(enterPin(fresh(), "123456", 599_999).entered).toBe("connected");
  const late = enterPin(fresh(), "123456", 600_000);
  expect([late.entered, late.session.endedBy]).toEqual(["expired", "expired"]);
});

test("[VIS-10] what has ended stays ended", () => {
  const ended = endSession(fresh(), "customer");
  expect(endSession(ended, "agent")).toBe(ended);
  expect(enterPin(ended, "123456", 1).entered).toBe("ended");
});
