import { expect, test } from "vitest";
import { readJanusOptions } from "./janus-config.ts";

const environment = { RINNALLA_JANUS_SECRET: "a-secret-of-16-and-more" };

test("[CALL-11] the options of Janus's configuration", () => {
  expect(readJanusOptions(["--folder", "/tmp/j", "--media-ports", "30000-31000"], environment)).toEqual({
    folder: "/tmp/j",
    secret: environment.RINNALLA_JANUS_SECRET,
    port: 8188,
    mediaPorts: [30_000, 31_000],
    eventLoops: 2,
  });
});

test.each([
  [[], environment],
  [["--folder", "/tmp/j", "--port", "0"], environment],
  [["--folder", "/tmp/j", "--media-ports", "2-1"], environment],
  [["--folder", "/tmp/j", "--public-ip", "here"], environment],
  [["--folder", "/tmp/j", "--event-loops", "0"], environment],
  [["--folder", "/tmp/j"], {}],
  [["--folder", "/tmp/j"], { RINNALLA_JANUS_SECRET: 'short"' }],
])("[CALL-11] %j is refused", (args, of) => {
  expect(() => readJanusOptions(args, of)).toThrow();
});
