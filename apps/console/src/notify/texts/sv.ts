/** Nyheternas ord, och hur agenten får veta (CHAT-10). */
import type { notifyEn } from "./en.ts";

export const notifySv: Readonly<Record<keyof typeof notifyEn, string>> = {
  "nav.notify": "Aviseringar…",
  "notify.title": "Aviseringar",
  "notify.text":
    "Du får veta när en konversation erbjuds dig, när det kommer meddelanden i konversationer som du inte tittar på, när ett samtal önskas och när kolleger eller chefer ber dig om något. Flera flikar säger en sak en gång.",
  "notify.sound": "Ljud",
  "notify.soundHint": "I den här webbläsaren. Den låter en sida höras först när du har klickat på den.",
  "notify.desktop": "Skrivbordsaviseringar",
  "notify.desktopHint":
    "När inget av konsolens fönster är framme. När du slår på dem frågar webbläsaren en gång om konsolen får visa dem.",
  "notify.denied":
    "Din webbläsare låter inte konsolen visa aviseringar. Tillåt dem för den här webbplatsen i webbläsarens inställningar (bredvid adressen) och slå sedan på dem här.",
  "notify.missing": "Den här webbläsaren kan inte visa skrivbordsaviseringar.",
  "notify.names": "Namn och meddelanden i dem",
  "notify.namesHint": "En låst eller delad skärm kan visa dem för vem som helst. Annars säger de bara vad det gäller.",
  "notify.try": "Prova",
  "notify.close": "Klart",
  "notify.sample": "Så här ser det ut",
  "notify.offer": "En konversation erbjuds dig",
  "notify.transfer": "En kollega lämnar över en konversation till dig",
  "notify.consult": "En kollega ber om råd",
  "notify.callInvite": "En kollega ber dig in i ett samtal",
  "notify.callAsked": "En kund vill bli uppringd",
  "notify.assigned": "En konversation tilldelades dig",
  "notify.message": "Ett nytt meddelande",
  "notify.named": "{what}: {name}",
  "notify.file": "En fil",
};
