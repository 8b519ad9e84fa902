/** Rules in docs/spec against the tests that name them. */

export type RuleState = "built" | "first form" | "later";

const areas = "CHAT|CALL|ROUTE|VIS|SUP|ADM|RUN";
const heading = new RegExp(`^## ((?:${areas})-\\d\\d) \\((built|first form|later)\\)$`);

/** Rules of one document by ID; throws at a heading that is no rule, or an ID that comes twice. */
export function rulesOf(document: string, rules = new Map<string, RuleState>()): Map<string, RuleState> {
  for (const line of document.split("\n")) {
    if (!line.startsWith("## ")) continue;
    const found = heading.exec(line);
    if (!found) throw new Error(`not a rule's heading: "${line}"`);
    if (rules.has(found[1]!)) throw new Error(`${found[1]} stands twice`);
    rules.set(found[1]!, found[2] as RuleState);
  }
  return rules;
}

/** IDs at the start of string literals, that is, of test titles: `"[CALL-07] …"` or `"[CALL-07] [VIS-04] …"`. */
export function rulesNamedIn(testSource: string): string[] {
  const titles = testSource.matchAll(new RegExp(`["'\`]((?:\\[(?:${areas})-\\d\\d\\]\\s*)+)`, "g"));
  return [...titles].flatMap(([, ids]) => [...ids!.matchAll(/[A-Z]+-\d\d/g)].map(([id]) => id));
}

/** One line for each rule without its test and each test without its rule. */
export function checkSpec(
  rules: ReadonlyMap<string, RuleState>,
  tests: readonly { readonly path: string; readonly source: string }[],
): string[] {
  const proved = new Set<string>();
  const problems: string[] = [];
  for (const { path, source } of tests) {
    for (const id of rulesNamedIn(source)) {
      proved.add(id);
      if (!rules.has(id)) problems.push(`${path}: names ${id}, which is no rule`);
    }
  }
  for (const [id, state] of rules)
    if (state !== "later" && !proved.has(id)) problems.push(`${id} (${state}) has no test`);
  return problems;
}
