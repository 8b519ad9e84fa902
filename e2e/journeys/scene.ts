/** The scene that most journeys begin with: a customer in the shop, Aino at her console, their conversation open. */
import { expect } from "vitest";
import type { DemoOverrides } from "../../apps/server/src/demo/demo-settings.ts";
import { openStage, watchHearing, type Person, type Stage, type LaunchOptions } from "../harness/index.ts";
import { AgentAt } from "./agent.ts";
import { CustomerAt } from "./customer.ts";

export interface Scene {
  readonly stage: Stage;
  readonly customer: CustomerAt;
  readonly customerPerson: Person;
  readonly aino: AgentAt;
  readonly ainoPerson: Person;
}

/** `expected`: what the pages may complain of in this journey. `isHearingWatched`: `silenceSince` can be asked of both. */
export async function openScene(
  stage: Stage,
  expected: readonly RegExp[] = [],
  { isHearingWatched = false } = {},
): Promise<Scene> {
  const { links } = stage.rinnalla;
  const ainoPerson = await stage.person({ name: "Aino", expected });
  if (isHearingWatched) await watchHearing(ainoPerson.context);
  const aino = new AgentAt(ainoPerson.page);
  await aino.signIn(links.agents.aino);
  const customerPerson = await stage.person({ name: "customer", expected });
  if (isHearingWatched) await watchHearing(customerPerson.context);
  const customer = new CustomerAt(customerPerson.page);
  await customer.startChat(links.shop, "Hello, is anybody there?", "Kalle");
  await aino.acceptOffer();
  await aino.sees("Hello, is anybody there?");
  return { stage, customer, customerPerson, aino, ainoPerson };
}

/** Runs `play` on a fresh stage, and closes it whatever happens; a page that complained fails the journey. */
export async function onStage(
  play: (stage: Stage) => Promise<void>,
  env: Record<string, string> = {},
  demo?: DemoOverrides,
  browser: LaunchOptions = {},
): Promise<void> {
  const opened = await openStage({ env, ...(demo && { demo }), ...browser });
  const people: Person[] = [];
  const stage: Stage = {
    ...opened,
    person: async (options) => {
      const person = await opened.person(options);
      people.push(person);
      return person;
    },
  };
  try {
    await play(stage);
  } catch (error) {
    await picture(people);
    // What went wrong first is what is told.
    await stage.close().catch(() => undefined);
    throw error;
  }
  await stage.close();
}

/** What everybody saw when it went wrong, in e2e/report. */
async function picture(people: readonly Person[]): Promise<void> {
  const journey = (expect.getState().currentTestName ?? "journey").replace(/[^a-z0-9]+/gi, "-").slice(0, 80);
  for (const person of people) {
    const pages = person.context.pages();
    await Promise.allSettled(
      pages.map((page, at) => person.screenshot(`failed-${journey}-${person.name}-${at}`, page)),
    );
    if (person.problems().length > 0) console.error(`${person.name}'s pages: ${person.problems().join("\n")}`);
  }
}
