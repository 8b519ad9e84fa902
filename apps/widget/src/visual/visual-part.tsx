import type { PartHost, Part } from "../chat/part.ts";
export function create(_host: PartHost): Part {
  return { update() {}, takeSignal() {}, card: () => null };
}
