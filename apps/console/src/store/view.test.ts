import type { ConversationId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { aino, summary } from "../testing/samples.ts";
import type { View } from "./state.ts";
import { appsOf, closeApp, closeSession, hashOf, openApp, openSession, readHash, withMine } from "./view.ts";

const a = "a" as ConversationId;
const b = "b" as ConversationId;
const empty: View = {
  page: "inbox",
  step: "list",
  sessions: [],
  active: null,
  admin: { kind: "widget", id: null },
  apps: new Map(),
};

describe("view", () => {
  test("a session opens once; when it closes its neighbour comes to the front", () => {
    const both = openSession(openSession(openSession(empty, a), b), a);
    expect(both.sessions).toEqual([a, b]);
    expect(closeSession(both, a)).toMatchObject({ sessions: [b], active: b, step: "panel" });
    expect(closeSession(closeSession(both, a), b)).toMatchObject({ sessions: [], active: null, step: "list" });
  });

  test("each conversation of mine gets its tab and takes nobody's place", () => {
    const rows = [summary({ id: "a", agentId: aino, status: "active" }), summary({ id: "b" })];
    const desk = {
      isLoaded: true,
      conversations: new Map(rows.map((row) => [row.id, row])),
      agents: new Map(),
      queues: new Map(),
      callBacks: new Map(),
      skills: new Map(),
      presences: new Map(),
    };
    expect(withMine(empty, desk, aino)).toMatchObject({ sessions: [a], active: null });
  });

  test("[VIS-01] app tabs open beside the customer's and fall back to it", () => {
    const open = openApp(openApp(empty, a, "cobrowse"), a, "screenShare");
    expect(appsOf(open, a)).toEqual({ open: ["cobrowse", "screenShare"], front: "screenShare" });
    expect(appsOf(closeApp(open, a, "screenShare"), a)).toEqual({ open: ["cobrowse"], front: "customer" });
  });

  test("the address finds the view again, and nothing strange", () => {
    expect(readHash(hashOf(openSession(empty, a)))).toEqual({ page: "inbox", active: a });
    expect(readHash(hashOf({ ...empty, page: "live" }))).toEqual({ page: "live", active: null });
    for (const kind of ["widget", "hours", "provider"] as const) {
      const admin = { kind, id: "x_1" };
      expect(readHash(hashOf({ ...empty, page: "admin", admin }))).toEqual({ page: "admin", active: null, admin });
    }
    expect(readHash("#/conversation/<script>")).toEqual({ page: "inbox", active: null });
  });
});
