/**
 * One of a browser's tabs does a thing that all of them hear of: whoever gets the lock by its name, which is held until the others have asked
 * (Web Locks). Pages without a secure origin have no locks: they go by what is written in the storage, which two tabs at the very same moment
 * may both find empty.
 */
const heldMs = 30_000;
const storageKey = "rinnalla.claimed";
const mostKept = 50;

/** True: it is this tab's to do. */
export async function claimOnce(name: string): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return claimInStorage(name);
  return new Promise((settle) => {
    void locks.request(name, { ifAvailable: true }, async (lock) => {
      settle(lock !== null);
      if (lock) await new Promise((end) => setTimeout(end, heldMs));
    });
  });
}

function claimInStorage(name: string): boolean {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    const names = Array.isArray(kept) ? kept : [];
    if (names.includes(name)) return false;
    localStorage.setItem(storageKey, JSON.stringify([...names, name].slice(-mostKept)));
  } catch {
    // Nothing is kept here: told by each tab rather than by none.
  }
  return true;
}
