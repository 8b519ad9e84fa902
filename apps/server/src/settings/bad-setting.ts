/** A setting that cannot be meant, and the one reading that several settings share. */
export class BadSetting extends Error {
  constructor(name: string, expected: string) {
    super(`${name}: ${expected}`);
    this.name = "BadSetting";
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function flag(environment: Environment, name: string, usual: boolean): boolean {
  const text = environment[name];
  if (!text) return usual;
  if (text !== "0" && text !== "1") throw new BadSetting(name, "0 or 1");
  return text === "1";
}
