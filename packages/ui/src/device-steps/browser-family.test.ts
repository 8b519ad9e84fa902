import { expect, test } from "vitest";
import { stepsFor } from "./browser-family.ts";
import en from "./en.ts";
import fi from "./fi.ts";
import sv from "./sv.ts";

const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const android = "Mozilla/5.0 (Linux; Android 16; K)";
const chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

test.each([
  ["Chrome", `${windows} ${chrome}`, 0, "stepsChrome"],
  ["Edge", `${windows} ${chrome} Edg/142.0.0.0`, 10, "stepsEdge"],
  ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", 0, "stepsFirefox"],
  ["Safari", `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15`, 0, "stepsSafari"],
  ["an iPad", `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15`, 5, "stepsIosSafari"],
  ["an iPhone", `${iphone} Version/19.0 Mobile/15E148 Safari/604.1`, 5, "stepsIosSafari"],
  ["Chrome on an iPhone", `${iphone} CriOS/142.0 Mobile/15E148 Safari/604.1`, 5, "stepsIosOther"],
  ["Chrome on Android", `${android} ${chrome.replace("Safari", "Mobile Safari")}`, 5, "stepsAndroid"],
  [
    "Firefox on Android",
    "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
    5,
    "stepsAndroidFirefox",
  ],
] as const)("[CALL-06] %s has its own steps, in each language", (_, userAgent, touchPoints, key) => {
  expect(stepsFor(userAgent, touchPoints)).toBe(key);
  expect(en[key]).toMatch(/press Try again/);
  expect(fi[key]).toMatch(/paina Yritä uudelleen/);
  expect(sv[key]).toMatch(/tryck på Försök igen/);
});
