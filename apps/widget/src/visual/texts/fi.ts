/** Visual sessions in Finnish. */
import type { Catalogue } from "@rinnalla/ui";
import type { VisualTextKey } from "./en.ts";

const fi: Catalogue<VisualTextKey> = {
  inviteCobrowse: "{name} haluaisi katsoa tätä sivua kanssasi",
  inviteScreen: "{name} haluaisi nähdä näyttösi",
  pinLabel: "Kuusinumeroinen PIN ({name} antaa sen)",
  pinFill: "Käytä {pin}",
  pinWrong: "PIN ei ole oikea. Yrityksiä jäljellä: {count}",
  next: "Jatka",
  noThanks: "Ei kiitos",
  consentCobrowse: "Saako {name} ({organisation}) nähdä tämän sivun?",
  consentScreen: "Saako {name} ({organisation}) nähdä näyttösi?",
  seesPage: "{name} näkee sen tämän sivuston sivun, jota katsot, ja voi osoittaa asioita.",
  hiddenPage: "Piilossa: kirjoittamasi, salasanat, korttien numerot, tiedostot ja kaikki tämän sivuston ulkopuolella.",
  seesScreen: "{name} näkee seuraavaksi valitsemasi näytön, ikkunan tai välilehden ja voi osoittaa asioita.",
  hiddenScreen: "Jaetulla näytöllä mikään ei ole piilossa. Sulje se, mitä et halua näyttää.",
  stopAnyTime: "Voit keskeyttää tai lopettaa milloin vain.",
  consentControl: "Saako {name} toimia tällä sivulla?",
  controlCan:
    "{name} voi silloin vierittää, painaa, kirjoittaa ja siirtyä sivuston muille sivuille. Näet kaiken sitä mukaa.",
  controlCannot:
    "Salasanat ja korttien numerot pysyvät ulottumattomissa. Lähettäminen, maksaminen ja poistaminen odottavat painallustasi.",
  barView: "{name} näkee tämän sivun",
  barControl: "{name} näkee tämän sivun ja voi toimia siinä",
  barScreen: "{name} näkee näyttösi",
  barPaused: "Keskeytetty. {name} ei näe mitään.",
  barWaiting: "Odotetaan: {name}…",
  barElsewhere: "{name} näkee sivuston toisen välilehden",
  resume: "Jatka",
  stopControl: "Lopeta ohjaus",
  stop: "Lopeta",
  screenLost: "Jakaminen loppui sivun vaihtuessa.",
  shareAgain: "Jaa uudelleen",
  screenRefused: "Selain ei jakanut näyttöä. Yritä uudelleen painamalla Salli, tai paina Estä.",
  screenUnsupported: "Tämä selain ei voi jakaa näyttöä.",
  latest: "Mitä {name} on tehnyt",
  didClick: "Painoi: {label}",
  didType: "Kirjoitti: {label}",
  didSelect: "Valitsi: {label}",
  didScroll: "Vieritti",
  didNavigate: "Siirtyi: {label}",
  didSubmit: "Lähetti: {label}",
  didRefused: "Ei sallittu: {label}",
  guardSubmit: "Saako {name} lähettää: ”{label}”?",
  guardPay: "Saako {name} tilata tai maksaa: ”{label}”?",
  guardDelete: "Saako {name} poistaa tai perua: ”{label}”?",
  guardLine: "Kohta on kehystetty sivulla. Se tapahtuu vain, jos sallit sen.",
  guardTime: "Estetään itsestään {seconds} sekunnin kuluttua.",
};

export default fi;
