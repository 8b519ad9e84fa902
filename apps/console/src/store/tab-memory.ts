/**
 * What this tab carried before it was reloaded: calls and visual sessions, by id. Per tab (sessionStorage), so that a
 * reload takes its own call up again by itself while another window of the same agent does not snatch it (CALL-08).
 */
export interface TabMemory {
  readonly has: (id: string) => boolean;
  readonly add: (id: string) => void;
  readonly remove: (id: string) => void;
}

export function tabMemory(storage: Pick<Storage, "getItem" | "setItem">, key = "rinnalla.console.carried"): TabMemory {
  const ids = new Set<string>();
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    if (Array.isArray(kept)) for (const id of kept) if (typeof id === "string") ids.add(id);
  } catch {
    // Not ours or forbidden: nothing was carried.
  }
  const keep = (): void => {
    try {
      storage.setItem(key, JSON.stringify([...ids]));
    } catch {
      // Then a reload has to ask.
    }
  };
  return {
    has: (id) => ids.has(id),
    add: (id) => {
      ids.add(id);
      keep();
    },
    remove: (id) => {
      if (ids.delete(id)) keep();
    },
  };
}
