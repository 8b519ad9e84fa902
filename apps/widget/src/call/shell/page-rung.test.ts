import { expect, test } from "vitest";
import { pageRung, type PageLook, type PageRung } from "./page-rung.ts";

const usual: PageLook = { continuity: "shell", canLead: true, mayBeFramed: null };
const table: readonly (readonly [string, Partial<PageLook>, PageRung])[] = [
  ["nothing known against it", {}, "shell"],
  ["framing is allowed", { mayBeFramed: true }, "shell"],
  ["framing is refused", { mayBeFramed: false }, "window"],
  ["an older browser, or a frame of the site's own", { canLead: false }, "window"],
  ["the administrator wants the window", { continuity: "window", mayBeFramed: true }, "window"],
  ["the administrator wants the rejoin", { continuity: "rejoin" }, "rejoin"],
  ["the rejoin where nothing else could be", { continuity: "rejoin", canLead: false, mayBeFramed: false }, "rejoin"],
];

test.each(table)("[CALL-08] the rung of a page: %s", (_name, change, rung) => {
  expect(pageRung({ ...usual, ...change })).toBe(rung);
});
