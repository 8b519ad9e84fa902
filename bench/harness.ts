/**
 * What every benchmark stands on: contenders run in turn, several rounds, in one process's run and on one machine, so that their
 * ratio means something; the result is written with commit, date and machine to `bench/results/`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

/** One round's figures of one contender; units in the names (`p99Ms`, `cpuUsPerMessage`). */
export type Figures = Readonly<Record<string, number>>;

export interface Contender {
  readonly name: string;
  /** One whole round, from its own start to its own end: nothing of it may live on into the next contender's. */
  run(): Promise<Figures>;
}

export interface Comparison {
  /** File name of the result, without ending: the bench's folder. */
  readonly name: string;
  readonly about: string;
  readonly rounds: number;
  /** To see that it runs: nothing is written. */
  readonly isTrial?: boolean;
  /** Ours first. */
  readonly contenders: readonly Contender[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Result {
  readonly name: string;
  readonly about: string;
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly contenders: readonly {
    readonly name: string;
    readonly median: Figures;
    readonly rounds: readonly Figures[];
  }[];
}

export async function compare(comparison: Comparison): Promise<Result> {
  const rounds = comparison.contenders.map((): Figures[] => []);
  for (let round = 1; round <= comparison.rounds; round++) {
    for (const [index, contender] of comparison.contenders.entries()) {
      const figures = await contender.run();
      rounds[index]!.push(figures);
      console.log(`round ${round}  ${contender.name.padEnd(34)} ${describe(figures)}`);
    }
  }
  const result: Result = {
    name: comparison.name,
    about: comparison.about,
    date: new Date().toISOString(),
    commit: currentCommit(),
    machine: describeMachine(),
    settings: comparison.settings ?? {},
    contenders: comparison.contenders.map(({ name }, index) => ({
      name,
      median: medianOf(rounds[index]!),
      rounds: rounds[index]!,
    })),
  };
  console.log(`\nmedians of ${comparison.rounds} rounds`);
  for (const { name, median } of result.contenders) console.log(`  ${name.padEnd(40)} ${describe(median)}`);
  if (!comparison.isTrial) write({ ...result });
  return result;
}

/** For results that are no race: verdicts, reports. */
export function saveResult(name: string, about: string, content: Readonly<Record<string, unknown>>): void {
  write({
    name,
    about,
    date: new Date().toISOString(),
    commit: currentCommit(),
    machine: describeMachine(),
    ...content,
  });
}

function write(result: Readonly<Record<string, unknown>> & { readonly name: string; readonly date: string }): void {
  const folder = fileURLToPath(new URL("results", import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${result.name}-${result.date.slice(0, 10)}.json`;
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`written to ${file}`);
}

/** Figure by figure. */
export function medianOf(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      quantile(
        rounds.flatMap((figures) => figures[name] ?? []),
        0.5,
      ),
    ]),
  );
}

/** `part` from 0 to 1, by interpolation between the neighbours; NaN of nothing. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

function describe(figures: Figures): string {
  return Object.entries(figures)
    .map(
      ([name, value]) =>
        `${name} ${Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2)}`,
    )
    .join("  ");
}

function currentCommit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "--untracked-files=no") === "" ? "" : " with changes"}`;
}

function describeMachine(): string {
  const model = cpus()[0]?.model ?? "unknown processor";
  return `${cpus().length} x ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.versions.node}`;
}
