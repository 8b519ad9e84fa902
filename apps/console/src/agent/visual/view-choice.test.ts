import { expect, test } from "vitest";
import { keepViewChoice } from "./view-choice.ts";

function storageWith(text: string | null) {
  const kept = { text };
  return { kept, getItem: () => kept.text, setItem: (_key: string, to: string) => void (kept.text = to) };
}

test("[VIS-03] how the agent looked is how the next session begins", () => {
  const storage = storageWith(null);
  const choice = keepViewChoice(storage);
  expect(choice.get()).toEqual({ scale: "fit", isFollowing: true });
  choice.set({ scale: "actual" });
  choice.set({ isFollowing: false });
  expect(keepViewChoice(storage).get()).toEqual({ scale: "actual", isFollowing: false });
});

test.each(["", "{", "null", "7", `{"scale":"huge","isFollowing":"no"}`])(
  "[VIS-03] what is kept and not ours: %j",
  (text) => expect(keepViewChoice(storageWith(text)).get()).toEqual({ scale: "fit", isFollowing: true }),
);

test("[VIS-03] a browser that keeps nothing", () => {
  const refusing = () => {
    throw new Error("forbidden");
  };
  const choice = keepViewChoice({ getItem: refusing, setItem: refusing });
  choice.set({ scale: "actual" });
  expect(choice.get().scale).toBe("actual");
});
