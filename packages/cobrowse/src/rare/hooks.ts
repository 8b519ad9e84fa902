/**
 * What scripts do that leaves no trace in the page's tree: closed shadow roots, custom states, fonts and animations made
 * by script. Watched where it happens, as long as capture lasts; the functions look and act as the browser's own.
 */

export interface Hooks {
  readonly internals: WeakMap<Element, ElementInternals>;
  /** The source with which a script made the font. */
  readonly fonts: WeakMap<FontFace, unknown>;
  readonly animated: Set<Element>;
  watch(window: Window & typeof globalThis): void;
  stop(): void;
}

type Owner = Record<string, (...given: never[]) => unknown>;

/** Shadow roots are put into `inside`. `onRoot`: the element has one from now on. */
export function createHooks(inside: WeakMap<Node, Document | ShadowRoot>, onRoot: (host: Element) => void): Hooks {
  const internals = new WeakMap<Element, ElementInternals>();
  const fonts = new WeakMap<FontFace, unknown>();
  const animated = new Set<Element>();
  const undo: (() => void)[] = [];
  const watched = new WeakSet<Window>();

  function after(owner: object, name: string, then: (self: never, made: never, given: unknown[]) => void): void {
    const holder = owner as Owner;
    const native = holder[name]!;
    if (!native) return;
    const tell = (self: unknown, made: unknown, given: unknown[]): unknown => {
      then(self as never, made as never, given);
      return made;
    };
    const ours = new Proxy(native, {
      apply: (target, self, given: never[]) => tell(self, Reflect.apply(target, self, given), given),
      construct: (target, given: never[], kind) => tell(null, Reflect.construct(target, given, kind), given) as object,
    });
    holder[name] = ours;
    undo.push(() => {
      if (holder[name] === ours) holder[name] = native;
    });
  }

  function watch(window: Window & typeof globalThis): void {
    if (watched.has(window)) return;
    watched.add(window);
    const element = window.Element.prototype;
    after(element, "attachShadow", (host: Element, root: ShadowRoot) => {
      inside.set(host, root);
      onRoot(host);
    });
    after(window.HTMLElement.prototype, "attachInternals", (host: Element, made: ElementInternals) =>
      internals.set(host, made),
    );
    after(element, "animate", (self: Element) => animated.add(self));
    after(window, "FontFace", (_self, made: FontFace, [, source]) => fonts.set(made, source));
  }

  return { internals, fonts, animated, watch, stop: () => undo.forEach((each) => each()) };
}
