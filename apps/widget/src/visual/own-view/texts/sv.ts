import type { OwnViewTextKey } from "./en.ts";

const sv: Record<OwnViewTextKey, string> = {
  show: "Förhandsvisa",
  showLong: "Visa vad {name} ser",
  showBefore: "Visa vad {name} skulle se",
  hide: "Stäng förhandsvisningen",
  blocked: "Webbläsaren öppnade inte fönstret. Tillåt fönster för den här webbplatsen och tryck igen.",
  caption: "Det här ser {name} av din sida",
  captionPaused: "På den här sidan ser {name} ingenting",
  captionComing: "Ett ögonblick…",
};

export default sv;
