import { describe, expect, test } from "vitest";
import { navigationRung, type NavigationLook, type Rung } from "./navigation-rung.ts";

const here = "https://shop.example/product/1";
const usual: NavigationLook = {
  from: "tab",
  type: "push",
  isCallLive: true,
  isShellAllowed: true,
  url: "https://shop.example/cart",
  shownUrl: here,
  isHashOnly: false,
  isSameDocument: false,
  isDownload: false,
  isPost: false,
  isUserInitiated: true,
  mayBeFramed: null,
};

describe("[CALL-08] the rung for each navigation", () => {
  const table: readonly (readonly [string, Partial<NavigationLook>, tab: Rung, frame: Rung])[] = [
    ["a link within the site", {}, "shell", "shell"],
    ["a script's replacement", { type: "replace", isUserInitiated: false }, "shell", "shell"],
    ["no call is live", { isCallLive: false }, "browser", "tab"],
    ["the administrator wants the rejoin", { isShellAllowed: false }, "browser", "tab"],
    ["the site refuses framing", { mayBeFramed: false }, "browser", "tab"],
    ["another origin", { url: "https://pay.example/" }, "browser", "tab"],
    ["another scheme of the same host", { url: "http://shop.example/cart" }, "browser", "tab"],
    ["a form post, framing allowed", { isPost: true, mayBeFramed: true }, "shell", "shell"],
    ["a form post, framing not known", { isPost: true }, "browser", "tab"],
    [
      "a form post to another origin",
      { isPost: true, mayBeFramed: true, url: "https://pay.example/" },
      "browser",
      "tab",
    ],
    ["a form post after the call", { isPost: true, isCallLive: false }, "browser", "tab"],
    ["a download", { isDownload: true }, "browser", "browser"],
    ["a mail link", { url: "mailto:help@shop.example" }, "browser", "browser"],
    ["a blob", { url: "blob:https://shop.example/1" }, "browser", "browser"],
    ["a reload", { type: "reload", url: here }, "browser", "browser"],
    ["Back and Forward, heard of afterwards", { type: "traverse" }, "browser", "browser"],
    ["within the page", { url: `${here}#reviews`, isHashOnly: true, isSameDocument: true }, "browser", "hash"],
    ["within the page after the call", { url: `${here}#a`, isHashOnly: true, isCallLive: false }, "browser", "hash"],
    ["the site's own pushState", { isSameDocument: true }, "browser", "browser"],
    ["a click on the page's own address", { type: "replace", url: here }, "shell", "shell"],
    ["a page that breaks out", { type: "replace", url: here, isUserInitiated: false }, "browser", "shell"],
  ];

  test.each(table)("%s", (_name, change, tab, frame) => {
    expect(navigationRung({ ...usual, ...change, from: "tab" })).toBe(tab);
    expect(navigationRung({ ...usual, ...change, from: "frame" })).toBe(frame);
  });
});
