/** Uusista viesteistä kertovasta äänestä suomeksi. */
import type { NotifyTextKey } from "./en.ts";

const fi: Readonly<Record<NotifyTextKey, string>> = {
  sound: "Uusien viestien ääni",
  soundOn: "Ääni on päällä",
  soundOff: "Ääni on pois päältä",
};

export default fi;
