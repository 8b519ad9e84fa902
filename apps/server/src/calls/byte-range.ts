/** A `Range` header (RFC 9110, section 14): one range of bytes; several, or another unit, are answered with the whole. */

/** Both ends included. `null`: the whole is wanted; `outside`: there is no such part. */
export function byteRange(header: string | undefined, size: number): { start: number; end: number } | "outside" | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!found) return null;
  const [, first = "", last = ""] = found;
  if (first === "" && last === "") return null;
  // `-500`: the last 500 bytes.
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  return start < size && start <= end ? { start, end } : "outside";
}
