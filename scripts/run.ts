/** Runs one command with its output passed on; what the scripts share. */
import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

export interface Finished {
  readonly exitCode: number;
  /** Standard output and errors together; empty unless `isQuiet`. */
  readonly output: string;
}

/**
 * Resolves when the command ends; a signal or a missing program is exit code 1.
 * `isQuiet` keeps the output instead of passing it on.
 */
export function run(
  program: string,
  args: readonly string[],
  options: { isQuiet?: boolean; env?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...options.env, PATH: `${root}node_modules/.bin${delimiter}${process.env.PATH ?? ""}` },
      ...(options.signal && { signal: options.signal }),
      stdio: ["ignore", options.isQuiet ? "pipe" : "inherit", options.isQuiet ? "pipe" : "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (piece) => (output += piece));
    child.stderr?.on("data", (piece) => (output += piece));
    child.on("error", (error) => resolve({ exitCode: 1, output: `${output}${program}: ${error.message}\n` }));
    child.on("close", (code, signal) => {
      resolve({ exitCode: code ?? 1, output: signal ? `${output}${program}: ended by ${signal}\n` : output });
    });
  });
}
