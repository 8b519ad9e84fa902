/** Processor time of a process, as the kernel counts it. */
import { readFileSync } from "node:fs";

export const secondsMeasured = 15;
/** Of the kernel's clock, in which `/proc/PID/stat` counts; 100 on every Linux that Node runs on. */
export const ticksPerSecond = 100;

/** User and system time. The name in brackets may hold spaces: the fields are counted from behind it. */
export function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
