/** What providers say → checked (VIS-10). Null: not of this shape. */
import { Compile } from "typebox/compile";
import {
  ProviderCallbackSchema,
  ProviderReportSchema,
  type ProviderCallback,
  type ProviderReport,
} from "./provider.ts";

const report = Compile(ProviderReportSchema);
const callback = Compile(ProviderCallbackSchema);

export function decodeProviderReport(value: unknown): ProviderReport | null {
  return report.Check(value) ? value : null;
}

/** `text`: the body as it was signed. */
export function decodeProviderCallback(text: string): ProviderCallback | null {
  try {
    const value: unknown = JSON.parse(text);
    return callback.Check(value) ? value : null;
  } catch {
    return null;
  }
}
