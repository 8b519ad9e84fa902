import type { OwnViewTextKey } from "./en.ts";

const fi: Record<OwnViewTextKey, string> = {
  show: "Esikatselu",
  showLong: "Katso, mitä {name} näkee",
  showBefore: "Katso, mitä {name} näkisi",
  hide: "Sulje esikatselu",
  blocked: "Selain ei avannut ikkunaa. Salli tämän sivuston ikkunat ja paina uudelleen.",
  caption: "Tämän {name} näkee sivustasi",
  captionPaused: "Tällä sivulla {name} ei näe mitään",
  captionComing: "Pieni hetki…",
};

export default fi;
