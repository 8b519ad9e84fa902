/** Säännöillä tulevista kutsuista (CHAT-07). */
import type { Catalogue } from "@rinnalla/ui";
import type { invitingEn } from "./en.ts";

export const invitingFi: Catalogue<keyof typeof invitingEn> = {
  "section.invite": "Kutsut",
  "invite.hint":
    "Sivua hetken katsellut voidaan kutsua keskusteluun. Ensimmäinen sopiva sääntö ratkaisee; yksi kutsu käyntiä kohti, ei koskaan keskustelun rinnalla. Kutsu sulkeutuu itsestään minuutin kuluttua.",
  "invite.rule": "Sääntö {n}",
  "invite.add": "Lisää sääntö",
  "invite.text": "Kutsu",
  "invite.page": "Sivuilla",
  "invite.pageHint":
    "Ilman https://-alkua ja ?-merkin jälkeistä osaa: shop.example/cart* – tähti on mitä tahansa. Tyhjä: kaikki sivut.",
  "invite.after": "Kun on kulunut",
  "invite.scrolled": "Vieritetty vähintään",
  "invite.scrolledHint": "0: ei merkitystä.",
  "invite.again": "Ei uudelleen samalle kävijälle",
  "invite.againHint": "0: seuraavalla käynnillä se voi tulla taas.",
  "invite.absence": "Myös silloin, kun ketään ei ole paikalla",
  "invite.absenceHint": "Muuten kutsu tulee vain, kun on auki ja jollakulla asiakaspalvelijalla on tilaa.",
  "invite.show": "Näytä esikatselussa",
  "invite.try": "Kokeile sääntöjä",
  "invite.tryAddress": "Sivun osoite",
  "invite.tryNoAddress": "Tämä ei ole osoite.",
  "invite.tryAfter": "Katseltu",
  "invite.tryScrolled": "Vieritetty",
  "invite.tryThere": "Asiakaspalvelijalla on tilaa",
  "invite.tryDue": "Tämä tulee: {name}",
  "invite.tryNone": "Mikään ei tule.",
  "problem.notAPage": "Palvelin ja polku ilman https://-alkua ja ilman merkkejä ? ja #: shop.example/cart*",
};
