import { walkCall } from "@rinnalla/testkit";
import type { CallEvent } from "@rinnalla/protocol";
import { expect, test } from "vitest";

const everyCallEvent: { readonly [Type in CallEvent["type"]]: true } = {
  callStarted: true,
  callAnswered: true,
  callConnected: true,
  callLegLost: true,
  callLegRejoined: true,
  callHeld: true,
  callResumed: true,
  callQualityReported: true,
  callGuestInvited: true,
  callInviteEnded: true,
  callGuestJoined: true,
  callGuestRoleChanged: true,
  callGuestLost: true,
  callGuestRejoined: true,
  callGuestLeft: true,
  callTransferred: true,
  callTransferAsked: true,
  callTransferTaken: true,
  callTransferEnded: true,
  recordingAsked: true,
  recordingGranted: true,
  recordingRefused: true,
  recordingPaused: true,
  recordingResumed: true,
  recordingContinued: true,
  recordingStopped: true,
  callEnded: true,
};

/** A hundred thousand of them: `node bench/calls/walks.ts`. */
test(
  "[CALL-05] [CALL-11] [CALL-12] commands lost, doubled and out of order: one leg each, consent first, claims balanced, all free at the end",
  { timeout: 120_000 },
  () => {
    const happened = new Set<string>();
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const walk = walkCall(seed, 80, 10);
      expect(walk.problems).toEqual([]);
      for (const type of walk.happened) happened.add(type);
    }
    // A walk that never gets anywhere proves nothing.
    expect(Object.keys(everyCallEvent).filter((type) => !happened.has(type))).toEqual([]);
  },
);
