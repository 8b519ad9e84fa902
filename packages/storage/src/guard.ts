/** What holds for every call of a store, whichever the database: refused once it is closed, failures in our own words. */
import type { Store } from "./port.ts";
import { StoreError } from "./store-error.ts";

type Call = (...given: unknown[]) => Promise<unknown>;

/** `inOurWords`: the database's failure → StoreError; what is a bug of ours stays as it is. */
export function guard(store: Store, inOurWords: (error: unknown) => unknown): Store {
  let closing: Promise<unknown> | null = null;
  const calls = Object.entries(store) as [keyof Store, Call][];
  const fail = (error: unknown): never => {
    throw inOurWords(error);
  };
  const guarded = calls.map(([name, call]): [keyof Store, Call] => [
    name,
    (...given) => {
      if (closing && name === "close") return closing;
      if (closing) return Promise.reject(new StoreError("unavailable", "the store is closed"));
      try {
        const answer = call(...given);
        if (name === "close") closing = answer;
        return answer.catch(fail);
      } catch (error) {
        return Promise.reject(inOurWords(error));
      }
    },
  ]);
  return Object.fromEntries(guarded) as unknown as Store;
}
