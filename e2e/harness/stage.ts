/** A journey's whole stage in one: the server, a browser, people; closed in the right order, with every complaint in one error. */
import type { Browser } from "playwright-core";
import { launchBrowser, type LaunchOptions } from "./browser.ts";
import { newPerson, type Person, type PersonOptions } from "./person.ts";
import { startRinnalla, type Rinnalla, type RinnallaOptions } from "./rinnalla.ts";

export interface Stage {
  readonly rinnalla: Rinnalla;
  readonly browser: Browser;
  person(options: PersonOptions): Promise<Person>;
  /** Frees everything; throws if anybody's page complained. */
  close(): Promise<void>;
}

export async function openStage(options: RinnallaOptions & LaunchOptions = {}): Promise<Stage> {
  const rinnalla = await startRinnalla(options);
  const browser = await launchBrowser(options).catch(async (error: unknown) => {
    await rinnalla.close();
    throw error;
  });
  const people: Person[] = [];
  return {
    rinnalla,
    browser,
    person: async (personOptions) => {
      const person = await newPerson(browser, personOptions);
      people.push(person);
      return person;
    },
    close: async () => {
      const endings = await Promise.allSettled(people.map((person) => person.close()));
      await browser.close();
      await rinnalla.close();
      const failures = endings.filter((ending) => ending.status === "rejected").map((ending) => String(ending.reason));
      if (failures.length > 0) throw new Error(failures.join("\n"));
    },
  };
}
