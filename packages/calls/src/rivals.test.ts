import { describe, expect, test } from "vitest";
import type { ClientId } from "@rinnalla/protocol";
import { displacedBy, outlived } from "./rivals.ts";

const link = (clientId: string) => ({ clientId: clientId as ClientId });

describe("[CALL-08] links that are of no more use", () => {
  test("a fresh one displaces older tries of its page, but neither the one in use nor another page's", () => {
    const [inUse, tried, other, fresh] = [link("page"), link("page"), link("tab"), link("page")];
    expect(displacedBy([inUse, tried, other, fresh], fresh, inUse, inUse.clientId)).toEqual([tried]);
  });

  test("of five pages the oldest goes, unless the call is its", () => {
    const all = ["one", "two", "three", "four", "five"].map(link);
    const fresh = all[4]!;
    expect(displacedBy(all.slice(1), fresh, null, null)).toEqual([]);
    expect(displacedBy(all, fresh, null, null)).toEqual([all[0]]);
    expect(displacedBy(all, fresh, all[0]!, all[1]!.clientId)).toEqual([all[2]]);
  });

  test("what is played at both ends outlives what was laid before it for the same page", () => {
    const [old, other, current, newer] = [link("page"), link("tab"), link("page"), link("page")];
    expect(outlived([old, other, current, newer], current)).toEqual([old]);
  });
});
