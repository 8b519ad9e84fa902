/**
 * Random walks: a move is a number or two, and becomes a command that is mostly plausible in the state it meets,
 * now and then doubled, stale or from the wrong person. Any source of numbers will do (fast-check, a seeded generator).
 */
import type { Actor, CallId, OfferId, RecordingId, VisualId } from "@rinnalla/protocol";
import { asks, call, guests, recording } from "./moves/calls.ts";
import { chat, desk, ends } from "./moves/chat.ts";
import { colleague, oneOf, staff, type Ground, type Make, type Say } from "./moves/meeting.ts";
import { participants } from "./moves/participants.ts";
import { provider, visual, visualRecording } from "./moves/visual.ts";
import { aino, customer, demoProvider, id, otso, pages, saga, stranger, system, ville } from "./people.ts";

export interface Move {
  /** Which command: one of `moveKindsOf`. */
  readonly kind: number;
  /** Chooses among the command's possible contents; any natural number. */
  readonly pick: number;
  /** Said by whoever `pick` says instead of a fitting person. */
  readonly isWrongActor: boolean;
  /** About a call, offer or session that is not the present one. */
  readonly isStale: boolean;
}

const everybody: readonly Actor[] = [customer, stranger, aino, ville, saga, otso, demoProvider, system];

/** In families, so that a walk can leave out those that end what it wants to go on in. */
const families = {
  chat,
  desk,
  participants,
  call,
  guests,
  recording,
  asks,
  visual,
  provider,
  visualRecording,
  ends,
} as const satisfies Record<string, readonly Make[]>;

export type MoveFamily = keyof typeof families;

const kinds: readonly Make[] = Object.values(families).flat();

/** The kinds of these families, as `Move.kind` counts them. */
export function moveKindsOf(wanted: readonly MoveFamily[]): readonly number[] {
  return wanted.flatMap((family) => families[family].map((make) => kinds.indexOf(make)));
}

/** Half of what would meet nothing (no agent, no customer, no call, no session) brings about what is missing instead. */
function steered({ kind, pick, isStale }: Move, on: Ground): number {
  const { call, visual, agent, isCustomerHere, ended } = on.state;
  const make = kinds[kind];
  const isIn = (family: MoveFamily) => families[family].some((one) => one === make);
  const isOfCall = isIn("call") || isIn("guests") || isIn("recording");
  if (isIn("participants") && !agent && !ended && !isStale && pick % 2 === 0) return kinds.indexOf(families.desk[4]);
  const isOfVisual = isIn("visual") || isIn("visualRecording");
  if (ended || isStale || pick % 2 || !(isOfCall || isOfVisual)) return kind;
  if (!agent) return kinds.indexOf(families.desk[4]);
  if (!isCustomerHere) return kinds.indexOf(families.chat[3]);
  if (isOfCall && (!call || call.phase === "ended")) return kinds.indexOf(families.call[0]);
  // Guests and recordings want an answered call.
  if (isOfCall && call?.phase === "ringing" && !isIn("call")) return kinds.indexOf(families.call[2]);
  if (isOfCall) return kind;
  if (!visual || visual.phase === "ended") return kinds.indexOf(families.visual[0]);
  if (isIn("visual")) return kind;
  // A recording wants a session that is seen.
  if (visual.phase === "invited") return kinds.indexOf(families.visual[2]);
  return visual.phase === "consenting" ? kinds.indexOf(families.visual[5]) : kind;
}

/** What to say, to an opened conversation. */
export function moveToSay(move: Move, on: Ground): Say {
  const { call, visual, offer, agent } = on.state;
  const { pick } = move;
  const make = kinds[steered(move, on)];
  if (!make) throw new Error("no such move");
  // A call may have been handed to any of the staff.
  const fitting = staff.find((one) => one.agentId === agent?.agentId) ?? oneOf(pick);
  const present = call?.guests[pick % Math.max(1, call.guests.length)];
  const guest = staff.find((one) => pick % 8 > 0 && one.agentId === present?.agentId) ?? colleague(pick);
  const tab = pick % 5 ? pages.tab : pages.otherTab;
  const desk = pick % 5 ? pages.desk : pages.otherDesk;
  const [by, command] = make({
    on,
    pick,
    callId: move.isStale || !call ? id<CallId>("call0") : call.id,
    visualId: move.isStale || !visual ? id<VisualId>("visual0") : visual.id,
    offerId: move.isStale || !offer ? id<OfferId>("offer0") : offer.offerId,
    recordingId: move.isStale || !call?.recording ? id<RecordingId>("recording0") : call.recording.id,
    visualRecordingId: move.isStale || !visual?.recording ? id<RecordingId>("recording0") : visual.recording.id,
    guest,
    guestPage: pick % 3 ? pages.villes : pages.sagas,
    agent: fitting,
    tab,
    desk,
    side: pick % 2 ? fitting : customer,
    page: pick % 2 ? desk : tab,
  });
  return [move.isWrongActor ? (everybody[pick % everybody.length] ?? by) : by, command];
}

/** Ids are random in the product: what is made anew never has the id of another thing, however late it comes. */
export function withNewIds([by, command]: Say, name: string): Say {
  const fresh = name as never;
  switch (command.type) {
    case "startCall":
      return [by, { ...command, callId: fresh }];
    case "askRecording":
      return [by, { ...command, recordingId: fresh }];
    case "inviteVisual":
      return [by, { ...command, visualId: fresh }];
    case "offerConversation":
    case "transferToAgent":
      return [by, { ...command, offerId: fresh }];
    default:
      return [by, command];
  }
}
