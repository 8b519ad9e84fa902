import type { WindowTextKey } from "./en.ts";

const fi: Record<WindowTextKey, string> = {
  show: "Näytä osoitin",
  showLong: "Näytä pienessä ikkunassa, mihin {name} osoittaa",
};

export default fi;
