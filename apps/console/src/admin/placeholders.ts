/** The names in braces that the usual text has and the own one lacks: what would stand there is not said then. */
export function placeholdersMissing(usual: string, own: string): readonly string[] {
  const names = [...usual.matchAll(/\{\w+\}/g)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !own.includes(name));
}
