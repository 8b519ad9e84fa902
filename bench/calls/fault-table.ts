/** The faults' result as a table for people. */
import { quantile, type Figures, type Result } from "../harness.ts";

export function faultTable({ contenders }: Pick<Result, "contenders">): string {
  const rows = contenders.map(({ name, rounds }) => {
    const lived = rounds.filter((one) => one["lived"] === 1).length;
    return [
      name,
      `${lived} of ${rounds.length}`,
      span(rounds, "customerSilentMs"),
      span(rounds, "agentSilentMs"),
      later(rounds, "BackMs"),
      later(rounds, "SeesBackMs"),
    ];
  });
  const head = [
    "fault",
    "lived",
    "customer hears nothing, ms",
    "agent hears nothing, ms",
    "sound back after the network, ms",
    "picture back, ms",
  ];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Median and longest. */
function span(rounds: readonly Figures[], name: string): string {
  const values = rounds.flatMap((one) => one[name] ?? []);
  if (values.length === 0) return "";
  return `${Math.round(quantile(values, 0.5))} / ${Math.round(Math.max(...values))}`;
}

/** Of the two ends, whichever was later. */
function later(rounds: readonly Figures[], what: string): string {
  const both = rounds.flatMap((one) => {
    const ends = [one[`customer${what}`], one[`agent${what}`]].filter((end) => end !== undefined);
    return ends.length === 0 ? [] : { ms: Math.max(...ends) };
  });
  return span(both, "ms");
}
