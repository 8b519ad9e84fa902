/** What a turn's mutation records come to: each node, text and attribute once, whatever happened to it in between. */

export interface Sorted {
  readonly added: ReadonlySet<Node>;
  readonly removed: ReadonlySet<Node>;
  readonly texts: ReadonlySet<CharacterData>;
  readonly styles: ReadonlySet<HTMLStyleElement>;
  /** One name, or several. */
  readonly attributes: ReadonlyMap<Element, string | ReadonlySet<string>>;
}

export function sortRecords(records: readonly MutationRecord[]): Sorted {
  const added = new Set<Node>();
  const removed = new Set<Node>();
  const texts = new Set<CharacterData>();
  const styles = new Set<HTMLStyleElement>();
  const attributes = new Map<Element, string | Set<string>>();
  for (const record of records) {
    const { target, type } = record;
    if (type === "attributes") {
      const name = record.attributeName!;
      const names = attributes.get(target as Element);
      if (names === undefined) attributes.set(target as Element, name);
      else if (typeof names !== "string") names.add(name);
      else if (names !== name) attributes.set(target as Element, new Set([names, name]));
    } else if (type === "characterData") {
      const parent = target.parentNode as Element | null;
      if (parent?.localName === "style") styles.add(parent as HTMLStyleElement);
      else texts.add(target as CharacterData);
    } else {
      if ((target as Element).localName === "style") styles.add(target as HTMLStyleElement);
      for (const each of record.addedNodes) added.add(each);
      for (const each of record.removedNodes) removed.add(each);
    }
  }
  return { added, removed, texts, styles, attributes };
}
