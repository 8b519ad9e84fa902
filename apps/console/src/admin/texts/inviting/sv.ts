/** Om inbjudningar som kommer enligt regler (CHAT-07). */
import type { Catalogue } from "@rinnalla/ui";
import type { invitingEn } from "./en.ts";

export const invitingSv: Catalogue<keyof typeof invitingEn> = {
  "section.invite": "Inbjudningar",
  "invite.hint":
    "Den som har tittat en stund på en sida kan bjudas in till chatten. Den första regeln som passar gäller; en inbjudan per besök, aldrig vid sidan av en konversation. Inbjudan stängs av sig själv efter en minut.",
  "invite.rule": "Regel {n}",
  "invite.add": "Lägg till en regel",
  "invite.text": "Inbjudan",
  "invite.page": "På sidor",
  "invite.pageHint":
    "Utan https:// och det som följer efter ?: shop.example/cart* – stjärnan står för vad som helst. Tomt: alla sidor.",
  "invite.after": "Efter",
  "invite.scrolled": "Rullat minst",
  "invite.scrolledHint": "0: det spelar ingen roll.",
  "invite.again": "Inte igen till samma besökare på",
  "invite.againHint": "0: vid nästa besök får den komma igen.",
  "invite.absence": "Även när ingen är på plats",
  "invite.absenceHint": "Annars kommer den bara när det är öppet och någon agent har plats.",
  "invite.show": "Visa i förhandsvisningen",
  "invite.try": "Prova reglerna",
  "invite.tryAddress": "Sidans adress",
  "invite.tryNoAddress": "Detta är ingen adress.",
  "invite.tryAfter": "Tittat i",
  "invite.tryScrolled": "Rullat",
  "invite.tryThere": "En agent har plats",
  "invite.tryDue": "Den här kommer: {name}",
  "invite.tryNone": "Ingen kommer.",
  "problem.notAPage": "En värd och en sökväg, utan https:// och utan ? eller #: shop.example/cart*",
};
