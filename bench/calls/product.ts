/**
 * Faults that need the real product: its server, widget and console, in one browser on loopback. What is measured is when each page
 * played sound, over the page loads of its tab.
 */
import { openStage, silenceSince, waitForSound, waitUntil, watchHearing, type Stage } from "../../e2e/harness/index.ts";
import { AgentAt } from "../../e2e/journeys/agent.ts";
import { CustomerAt } from "../../e2e/journeys/customer.ts";
import type { Outcome } from "./faults.ts";

interface Talk {
  readonly stage: Stage;
  readonly customer: CustomerAt;
  readonly agent: AgentAt;
}

export interface ProductFault {
  readonly name: string;
  /** Resolves when everything is there again. */
  run(talk: Talk): Promise<unknown>;
}

export const productFaults: readonly ProductFault[] = [
  { name: "customer reloads", run: ({ customer }) => customer.page.reload({ waitUntil: "commit" }) },
  { name: "agent reloads", run: ({ agent }) => agent.page.reload({ waitUntil: "commit" }) },
  {
    name: "both reload at once",
    run: ({ customer, agent }) =>
      Promise.all([customer, agent].map(({ page }) => page.reload({ waitUntil: "commit" }))),
  },
  {
    name: "server killed (`kill -9`) and started again",
    async run({ stage }) {
      await stage.rinnalla.restart("SIGKILL");
      // Long enough for every socket to be back, and whatever it brings about.
      await new Promise((resolve) => setTimeout(resolve, 3000));
    },
  },
];

/** A fresh server and fresh people for each. */
export async function sufferInProduct(fault: ProductFault, limitMs: number): Promise<Outcome> {
  // What the pages say of a server that is gone is no news here.
  const expected = [/./];
  const stage = await openStage();
  try {
    const [agentPerson, customerPerson] = [
      await stage.person({ name: "Aino", expected }),
      await stage.person({ name: "customer", expected }),
    ];
    for (const { context } of [agentPerson, customerPerson]) await watchHearing(context);
    const agent = new AgentAt(agentPerson.page);
    await agent.signIn(stage.rinnalla.links.agents.aino);
    const customer = new CustomerAt(customerPerson.page);
    await customer.startChat(stage.rinnalla.links.shop, "Hello", "Kalle");
    await agent.acceptOffer();
    await agent.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(agent.page), waitForSound(customer.page)]);
    const from = Date.now();
    await fault.run({ stage, customer, agent });
    const whole = Date.now();
    const pages = [customer.page, agent.page];
    const silent: (number | null)[] = [null, null];
    const didLive = await waitUntil("both hear again", limitMs, async () => {
      for (const [index, page] of pages.entries())
        silent[index] = (await silenceSince(page, from, whole).catch(() => null))?.ms ?? null;
      return silent.every((one) => one !== null);
    }).then(
      () => true,
      () => false,
    );
    const [customerSilentMs, agentSilentMs] = silent.map((one) => one ?? Date.now() - from);
    return { didLive, customerSilentMs: customerSilentMs!, agentSilentMs: agentSilentMs! };
  } finally {
    await stage.close();
  }
}
