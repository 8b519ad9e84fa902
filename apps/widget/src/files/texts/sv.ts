/** Filer och emojier på svenska. */
import type { FileTextKey } from "./en.ts";

const sv: Readonly<Record<FileTextKey, string>> = {
  attach: "Bifoga filer",
  emoji: "Emojier",
  drop: "Släpp filerna här",
  files: "Filer att skicka",
  preparing: "Förbereds…",
  chosen: "Går med ditt nästa meddelande",
  waiting: "Väntar på anslutningen",
  sending: "Skickas, {percent} %",
  remove: "Ta bort {name}",
  retry: "Försök igen",
  download: "Ladda ner {name}",
  openImage: "Öppna bilden {name}",
  close: "Stäng",
  gone: "{name} har tagits bort",
  notFetched: "Filen kunde inte hämtas.",
  attachmentsOff: "Filer kan inte skickas här.",
  tooLarge: "För stor. Högst {size}.",
  fileEmpty: "Filen är tom.",
  fileKind: "Sådana filer kan inte skickas här.",
  imageTooLarge: "Bilden har för många bildpunkter.",
  notSent: "Inte skickad.",
};

export default sv;
