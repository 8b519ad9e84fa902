/**
 * One random walk through a call's life over a bad line (CALL-05, CALL-11, CALL-12): commands are lost, doubled and overtake each other,
 * and meet a state that has gone on without them. Everything follows from the seed, so that a seed that fails is a test of its own.
 */
import { brokenInvariants } from "./invariants.ts";
import { moveKindsOf, moveToSay, withNewIds, type MoveFamily } from "./moves.ts";
import type { Say } from "./moves/meeting.ts";
import { outcomeOf } from "./outcome.ts";
import { system } from "./people.ts";
import { randomOf } from "./random.ts";
import {
  activeScenario,
  connectedScenario,
  consultingScenario,
  recordingScenario,
  ringingScenario,
  type Scenario,
} from "./scenario.ts";

export interface CallWalk {
  /** One line for each thing that is broken, with what was said last. */
  readonly problems: readonly string[];
  readonly said: number;
  readonly happened: ReadonlySet<string>;
}

const beginnings = [activeScenario, ringingScenario, connectedScenario, consultingScenario, recordingScenario];
const mixes: readonly (readonly MoveFamily[])[] = [
  ["call"],
  ["call", "guests"],
  ["call", "recording"],
  ["call", "guests", "recording", "asks"],
  ["call", "guests", "recording", "visual"],
  ["chat", "desk", "call", "guests", "recording", "asks", "visual", "ends"],
];
const waits = [50, 200, 1_000, 5_000, 16_000, 31_000, 121_000];
/** How far a command may be overtaken. */
const reach = 5;

/** `checkEvery`: after how many changes all that must hold is looked at; always at the end. */
export function walkCall(seed: number, steps = 80, checkEvery = 1): CallWalk {
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const on = (beginnings[below(beginnings.length)] ?? activeScenario)();
  const kinds = moveKindsOf(mixes[below(mixes.length)] ?? ["call"]);
  const line: Say[] = [];
  const carriedOut = new Set<Say>();
  const story: string[] = [];
  let said = 0;
  let checkedAt = on.log.length;
  let changes = 0;
  let problems: string[] = [];

  const check = () => {
    if (on.log.length === checkedAt) return;
    checkedAt = on.log.length;
    changes += 1;
    if (changes % checkEvery === 0) problems = brokenInvariants(on);
  };
  const deliver = () => {
    const [post] = line.splice(below(Math.min(reach, line.length)), 1);
    // The server answers a command that it carried out once more, and does nothing.
    if (!post || carriedOut.has(post)) return;
    const [by, command] = post;
    const before = on.log.length;
    const outcome = outcomeOf(on.say(by, command));
    said += 1;
    if (by.kind !== "system" && on.log.length > before) carriedOut.add(post);
    story.push(`${by.kind} says ${JSON.stringify(command)}: ${outcome}`);
    check();
  };

  for (let step = 0; step < steps && problems.length === 0; step += 1) {
    const kind = kinds[below(kinds.length)] ?? 0;
    const move = { kind, pick: below(1000), isWrongActor: below(20) === 0, isStale: below(20) === 0 };
    const post = withNewIds(moveToSay(move, on), `${seed}-${step}`);
    const isLost = below(10) === 0;
    if (!isLost) line.push(post);
    if (!isLost && below(6) === 0) line.push(post);
    if (below(5) > 0) deliver();
    if (line.length > 2 * reach) deliver();
    if (below(12) === 0) {
      const ms = waits[below(waits.length)] ?? 50;
      on.pass(ms);
      story.push(`${ms} ms pass`);
      check();
    }
  }
  while (line.length > 0 && problems.length === 0) deliver();
  if (problems.length === 0) problems = brokenInvariants(on);
  if (problems.length === 0) problems = leftAlone(on);
  return {
    problems: problems.length > 0 ? [...problems, `seed ${seed}, after`, ...story.slice(-12)] : [],
    said,
    happened: new Set(on.log.map(({ event }) => event.type)),
  };
}

/** The customer goes for good: all comes to its end, and nothing is held or waited for. */
function leftAlone(on: Scenario): string[] {
  on.say(system, { type: "customerDropped" });
  on.pass(3_600_000);
  const { call, status } = on.state;
  return [
    ...(status === "closed" ? [] : [`left alone it is ${status}`]),
    ...(call && call.phase !== "ended" ? [`left alone the call is ${call.phase}`] : []),
    ...(on.timers.size === 0 ? [] : [`left alone it waits for ${[...on.timers.keys()].join(", ")}`]),
    ...on.ledger.claims().map((claim) => `left alone ${claim.agentId} holds a ${claim.kind}`),
    ...brokenInvariants(on),
  ];
}
