/** What a source file imports, read with a real parser: static imports, re-exports and `import("…")` of a literal. */
import { parseSync } from "oxc-parser";

export interface Import {
  readonly specifier: string;
  /** Nothing of it is left after type stripping. */
  readonly isTypeOnly: boolean;
  /** Loaded when the code comes to it. */
  readonly isDynamic: boolean;
}

/** Throws when the file does not parse. */
export function importsOf(file: string, source: string): Import[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const imports: Import[] = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    isTypeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    isDynamic: false,
  }));
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) imports.push({ specifier: moduleRequest.value, isTypeOnly: isType, isDynamic: false });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^["'`]([^"'`$]+)["'`]$/.exec(source.slice(moduleRequest.start, moduleRequest.end));
    if (literal) imports.push({ specifier: literal[1]!, isTypeOnly: false, isDynamic: true });
  }
  return imports;
}
