/** Hands a view to the UI when, and only when, something in it changed; several changes of one turn are one. */

export interface Published<View> {
  readonly view: View;
  /** Something may have changed. */
  refresh(): void;
  /** The last word: publishes at once what is due, and then no more. */
  end(): void;
}

export function publishView<View extends object>(read: () => View, onChange: (view: View) => void): Published<View> {
  let last = read();
  let isDue = false;
  let hasEnded = false;

  function publish(): void {
    isDue = false;
    if (hasEnded) return;
    const next = read();
    if (isSame(last, next)) return;
    last = next;
    onChange(next);
  }

  return {
    get view() {
      const next = read();
      return isSame(last, next) ? last : next;
    },
    refresh() {
      if (isDue) return;
      isDue = true;
      queueMicrotask(publish);
    },
    end() {
      publish();
      hasEnded = true;
    },
  };
}

/** By value for what views are made of (plain objects, lists, scalars), by identity for the browser's objects. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
