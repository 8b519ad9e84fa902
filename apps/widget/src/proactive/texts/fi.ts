/** Kutsun omat sanat suomeksi. */
import type { InviteTextKey } from "./en.ts";

const fi: Readonly<Record<InviteTextKey, string>> = {
  invitation: "Kutsu keskusteluun",
  accept: "Aloita keskustelu",
  decline: "Ei kiitos",
};

export default fi;
