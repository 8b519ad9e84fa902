/**
 * Whether a label says what a rule means (VIS-05): word by word, in any case, with or without accents and marks, in the order of the
 * pattern, anywhere in the label. `palkka*` is any word that begins so, `*palkka` any that ends so. Pure.
 */

/** Lower case, without accents, marks of any kind between words. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

export type LabelPattern = readonly ((word: string) => boolean)[];

export function compileLabel(pattern: string): LabelPattern {
  const parts = pattern.match(/\*?[^\s*]+\*?/g) ?? [];
  return parts.flatMap((part) => {
    const words = wordsOf(part);
    return words.map((word, i) => {
      const isBegun = part.startsWith("*") && i === 0;
      const isOpen = part.endsWith("*") && i === words.length - 1;
      return (each: string): boolean =>
        isBegun && isOpen
          ? each.includes(word)
          : isBegun
            ? each.endsWith(word)
            : isOpen
              ? each.startsWith(word)
              : each === word;
    });
  });
}

export function fitsLabel(pattern: LabelPattern, words: readonly string[]): boolean {
  if (pattern.length === 0) return false;
  for (let from = 0; from + pattern.length <= words.length; from++)
    if (pattern.every((fits, i) => fits(words[from + i]!))) return true;
  return false;
}
