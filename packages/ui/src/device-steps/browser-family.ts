/** Which of the ways to lift a block of microphone or camera is this browser's (CALL-06). Pure. */

export type StepsKey =
  `steps${"Chrome" | "Edge" | "Firefox" | "Safari" | "IosSafari" | "IosOther" | "Android" | "AndroidFirefox"}`;

/** `touchPoints`: an iPad calls itself a Macintosh, but no Macintosh has fingers on its screen. */
export function stepsFor(userAgent: string, touchPoints: number): StepsKey {
  if (/iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && touchPoints > 1))
    return /CriOS|FxiOS|EdgiOS/.test(userAgent) ? "stepsIosOther" : "stepsIosSafari";
  const isFirefox = userAgent.includes("Firefox/");
  if (userAgent.includes("Android")) return isFirefox ? "stepsAndroidFirefox" : "stepsAndroid";
  if (isFirefox) return "stepsFirefox";
  if (userAgent.includes("Edg/")) return "stepsEdge";
  return /Chrom(e|ium)\//.test(userAgent) ? "stepsChrome" : "stepsSafari";
}
