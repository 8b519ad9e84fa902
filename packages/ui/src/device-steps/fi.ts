import type { StepsKey } from "./browser-family.ts";

const fi: Readonly<Record<StepsKey, string>> = {
  stepsChrome:
    "Paina osoitteen vasemmalla puolella olevaa kuvaketta, kytke mikrofoni ja kamera päälle ja paina Yritä uudelleen.",
  stepsEdge:
    "Paina osoitteen vasemmalla puolella olevaa lukkoa, avaa tämän sivuston käyttöoikeudet, salli Mikrofoni ja Kamera ja paina Yritä uudelleen.",
  stepsFirefox:
    "Paina osoitteen vasemmalla puolella olevaa yliviivattua mikrofonia tai kameraa, poista esto ja paina Yritä uudelleen.",
  stepsSafari:
    "Avaa valikkoriviltä Safari ja sieltä Tämän sivuston asetukset. Salli Kamera ja Mikrofoni ja paina Yritä uudelleen.",
  stepsIosSafari:
    "Paina osoitepalkin sivuvalikkoa, avaa Sivuston asetukset, salli Kamera ja Mikrofoni ja paina Yritä uudelleen.",
  stepsIosOther:
    "Avaa laitteen Asetukset, valitse tämä selain appien luettelosta, kytke Mikrofoni ja Kamera päälle, palaa tänne ja paina Yritä uudelleen.",
  stepsAndroid:
    "Paina osoitteen vasemmalla puolella olevaa kuvaketta, avaa Käyttöoikeudet, salli Mikrofoni ja Kamera ja paina Yritä uudelleen. Jos niitä ei näy siellä: Androidin Asetukset, Sovellukset, tämä selain, Käyttöoikeudet.",
  stepsAndroidFirefox:
    "Paina osoitteen vasemmalla puolella olevaa lukkoa, salli Mikrofoni ja Kamera ja paina Yritä uudelleen. Jos niitä ei näy siellä: Androidin Asetukset, Sovellukset, Firefox, Käyttöoikeudet.",
};

export default fi;
