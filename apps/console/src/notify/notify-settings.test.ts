import type { AgentId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { keepNotifySettings } from "./notify-settings.ts";

function shelf(): Pick<Storage, "getItem" | "setItem"> & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}
const aino = "a_aino" as AgentId;
const ville = "a_ville" as AgentId;

test("[CHAT-10] sound is on, the desktop off and names hidden until the agent says otherwise", () => {
  expect(keepNotifySettings(aino, shelf()).get()).toEqual({ hasSound: true, isOnDesktop: false, showsNames: false });
});

test("[CHAT-10] what one agent sets stays that agent's, on the same machine", () => {
  const storage = shelf();
  keepNotifySettings(aino, storage).update((value) => ({ ...value, hasSound: false, isOnDesktop: true }));
  expect(keepNotifySettings(aino, storage).get()).toEqual({ hasSound: false, isOnDesktop: true, showsNames: false });
  expect(keepNotifySettings(ville, storage).get().hasSound).toBe(true);
});

test.each(["{", "null", '{"hasSound":"yes"}', "[]"])("[CHAT-10] %s in the storage is as nothing", (broken) => {
  const storage = shelf();
  storage.setItem("rinnalla.console.notify.a_aino", broken);
  expect(keepNotifySettings(aino, storage).get().hasSound).toBe(true);
});

test("[CHAT-10] a browser that keeps nothing forgets, and goes on", () => {
  const refusing = {
    getItem: (): string | null => {
      throw new Error("forbidden");
    },
    setItem: (): void => {
      throw new Error("forbidden");
    },
  };
  const settings = keepNotifySettings(aino, refusing);
  settings.update((value) => ({ ...value, hasSound: false }));
  expect(settings.get().hasSound).toBe(false);
});
