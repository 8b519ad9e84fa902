/** Om ljudet som berättar om nya meddelanden, på svenska. */
import type { NotifyTextKey } from "./en.ts";

const sv: Readonly<Record<NotifyTextKey, string>> = {
  sound: "Ljud för nya meddelanden",
  soundOn: "Ljudet är på",
  soundOff: "Ljudet är av",
};

export default sv;
