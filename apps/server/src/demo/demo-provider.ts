/** The sample provider beside the demo shop: a server of its own, on the port that it had at the last start if that is free (VIS-10). */
import { originOf } from "@rinnalla/core";
import { startDemoProvider, type RunningDemoProvider } from "@rinnalla/demo-provider";
import type { Store } from "@rinnalla/storage";
import type { Settings } from "../settings/settings.ts";
import { callbackSecret } from "../visual/providers/signature.ts";
import { demoProviderId } from "./demo-settings.ts";

export async function openDemoProvider(
  store: Store,
  consoleOrigin: string,
  master: string,
  settings: () => Settings,
): Promise<RunningDemoProvider> {
  const known = (await store.listConfig("provider")).find(({ id }) => id === demoProviderId);
  const origin = known && originOf(known.urlTemplate);
  return await startDemoProvider({
    port: origin ? Number(new URL(origin).port) : 0,
    consoleOrigin,
    callback: () => {
      const provider = settings().providers.get(demoProviderId);
      if (!provider?.events.includes("callback")) return null;
      return {
        url: `${consoleOrigin}/api/provider-callbacks/${demoProviderId}`,
        secret: callbackSecret(master, provider),
      };
    },
  });
}
