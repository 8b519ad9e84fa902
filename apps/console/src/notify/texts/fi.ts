/** Uutisten sanat, ja miten asiakaspalvelijalle kerrotaan (CHAT-10). */
import type { notifyEn } from "./en.ts";

export const notifyFi: Readonly<Record<keyof typeof notifyEn, string>> = {
  "nav.notify": "Ilmoitukset…",
  "notify.title": "Ilmoitukset",
  "notify.text":
    "Sinulle kerrotaan tarjotuista keskusteluista, viesteistä keskusteluissa, joita et katso, pyydetyistä puheluista sekä siitä, mitä kollegat ja esimiehet pyytävät. Useampi välilehti kertoo asian vain kerran.",
  "notify.sound": "Ääni",
  "notify.soundHint": "Tässä selaimessa. Selain päästää sivun ääneen vasta, kun olet napsauttanut sitä.",
  "notify.desktop": "Ilmoitukset työpöydällä",
  "notify.desktopHint":
    "Silloin, kun mikään konsolin ikkuna ei ole edessä. Kun otat ne käyttöön, selain kysyy kerran, saako konsoli näyttää niitä.",
  "notify.denied":
    "Selaimesi ei anna konsolin näyttää ilmoituksia. Salli ne tälle sivustolle selaimen asetuksissa (osoitteen vieressä) ja ota ne sitten käyttöön tässä.",
  "notify.missing": "Tämä selain ei osaa näyttää ilmoituksia työpöydällä.",
  "notify.names": "Nimet ja viestit niissä",
  "notify.namesHint":
    "Lukittu tai jaettu näyttö voi näyttää ne kenelle tahansa. Muuten ne kertovat vain, mistä on kyse.",
  "notify.try": "Kokeile",
  "notify.close": "Valmis",
  "notify.sample": "Tältä se näyttää",
  "notify.offer": "Sinulle tarjotaan keskustelua",
  "notify.transfer": "Kollega siirtää sinulle keskustelun",
  "notify.consult": "Kollega kysyy neuvoa",
  "notify.callInvite": "Kollega pyytää sinut puheluun",
  "notify.callAsked": "Asiakas pyytää puhelua",
  "notify.assigned": "Sinulle osoitettiin keskustelu",
  "notify.message": "Uusi viesti",
  "notify.named": "{what}: {name}",
  "notify.file": "Tiedosto",
};
