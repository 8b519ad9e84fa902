/** Inbjudans egna ord på svenska. */
import type { InviteTextKey } from "./en.ts";

const sv: Readonly<Record<InviteTextKey, string>> = {
  invitation: "Inbjudan till chatt",
  accept: "Börja chatta",
  decline: "Nej tack",
};

export default sv;
