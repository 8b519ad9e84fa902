import { expect, test } from "vitest";
import { firstLoadBytes, gzippedBytes, reachOf, widgetSizes, type Output } from "./sizes.ts";

const output: Output = new Map([
  ["loader.js", "(()=>{})();"],
  [
    "chat-1.js",
    'import"./shared-1.js";import("./call-1.js");import("./ask-call-1.js");import("./visual-1.js");import("./fi-1.js");import("./en-1.js");',
  ],
  ["shared-1.js", "export const shared = 1;"],
  [
    "call-1.js",
    'import"./shared-1.js";import"./both-1.js";import("./parties-1.js");import("./recording-1.js");import("./insight-1.js");',
  ],
  ["insight-1.js", "export const insight = 1;"],
  ["recording-1.js", "export const recording = 1;"],
  ["parties-1.js", 'import"./both-1.js";export const more = 1;'],
  ["ask-call-1.js", 'import"./shared-1.js";import("./sv-1.js");'],
  ["sv-1.js", 'export const sv = "frågan";'],
  ["visual-1.js", 'import"./chat-1.js";import"./both-1.js";import("./rare-1.js");import("./capture-1.js");'],
  ["rare-1.js", 'import("./screen-1.js");'],
  ["capture-1.js", "export const capture = 1;"],
  ["screen-1.js", 'import"./both-1.js";'],
  ["both-1.js", "export const both = 1;"],
  ["fi-1.js", 'export const fi = "pitkä teksti, pitempi kuin toinen";'],
  ["en-1.js", 'export const en = "text";'],
]);
const bytesOf = (...files: string[]) => gzippedBytes(output, files);

test("follows static imports, and keeps apart what is loaded later", () => {
  const { files, later } = reachOf(output, ["chat-1.js"]);
  expect([...files].toSorted()).toEqual(["chat-1.js", "shared-1.js"]);
  expect([...later].toSorted()).toEqual(["ask-call-1.js", "call-1.js", "en-1.js", "fi-1.js", "visual-1.js"]);
});

test("a part counts what it adds to the chat, a language counts once, with the largest", () => {
  expect(widgetSizes(output)).toEqual({
    loader: bytesOf("loader.js"),
    chat: bytesOf("chat-1.js", "shared-1.js", "fi-1.js"),
    shell: 0,
    tools: 0,
    ownWindow: 0,
    abilities: 0,
    files: 0,
    notify: 0,
    preparing: 0,
    proactive: 0,
    above: 0,
    ownView: 0,
    preview: 0,
    providerCard: 0,
    labels: 0,
    calls: bytesOf("call-1.js", "both-1.js"),
    asking: bytesOf("ask-call-1.js", "sv-1.js"),
    around: 0,
    recording: bytesOf("recording-1.js"),
    insight: bytesOf("insight-1.js"),
    visual: bytesOf("visual-1.js", "both-1.js", "rare-1.js"),
    engine: bytesOf("capture-1.js"),
    rareWatch: 0,
    rarePictures: 0,
    rareStates: 0,
    pointing: 0,
    rule: 0,
    keyboard: 0,
    parties: bytesOf("parties-1.js"),
    server: 0,
    screen: bytesOf("screen-1.js", "both-1.js"),
  });
});

test("a first load is the page, what it names and what that imports", () => {
  const page: Output = new Map([
    ["index.html", '<script type="module" src="/console/a.js"></script><link rel="stylesheet" href="/console/a.css">'],
    ["a.js", 'import"./b.js";import("./c.js");'],
    ["b.js", "export {};"],
    ["c.js", "export {};"],
    ["a.css", "a{}"],
  ]);
  expect(firstLoadBytes(page, "/console/")).toBe(gzippedBytes(page, ["index.html", "a.js", "b.js", "a.css"]));
});
