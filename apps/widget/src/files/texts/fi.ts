/** Tiedostot ja emojit suomeksi. */
import type { FileTextKey } from "./en.ts";

const fi: Readonly<Record<FileTextKey, string>> = {
  attach: "Liitä tiedostoja",
  emoji: "Emojit",
  drop: "Pudota tiedostot tähän",
  files: "Lähetettävät tiedostot",
  preparing: "Valmistellaan…",
  chosen: "Lähtee seuraavan viestisi mukana",
  waiting: "Odotetaan yhteyttä",
  sending: "Lähetetään, {percent} %",
  remove: "Poista {name}",
  retry: "Yritä uudelleen",
  download: "Lataa {name}",
  openImage: "Avaa kuva {name}",
  close: "Sulje",
  gone: "{name} on poistettu",
  notFetched: "Tiedostoa ei voitu hakea.",
  attachmentsOff: "Tiedostoja ei voi lähettää tässä.",
  tooLarge: "Liian suuri. Enintään {size}.",
  fileEmpty: "Tiedosto on tyhjä.",
  fileKind: "Tällaista tiedostoa ei voi lähettää tässä.",
  imageTooLarge: "Kuvassa on liikaa kuvapisteitä.",
  notSent: "Ei lähetetty.",
};

export default fi;
