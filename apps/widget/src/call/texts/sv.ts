import type { CallTextKey } from "./en.ts";

const sv: Record<CallTextKey, string> = {
  askCall: "Be om ett samtal",
  askTitle: "Ska vi ringa dig?",
  askLine: "Samtalet kommer hit, till den här sidan. Du väljer om du svarar och om du visar din kamera.",
  callMeBack: "Ring mig senare",
  asked: "Du har bett om ett samtal. Det kommer hit så snart som möjligt.",
  cancelAsked: "Ta tillbaka begäran",
  askedDeclined: "{name} kan inte ringa just nu. Du kan fortsätta skriva eller be att bli uppringd.",
  backWhen: "När? (frivilligt)",
  backNote: "Hur når vi dig, och vad gäller det? (frivilligt)",
  askBack: "Be att bli uppringd",
  backSoon: "Vi ringer upp dig så snart vi kan.",
  backAt: "Vi ringer upp dig: {time}.",
  cancelBack: "Avboka uppringningen",
  close: "Stäng",
  consentRecord: "Får {name} på {organisation} spela in samtalet?",
  recordWhat: "Det ni båda säger spelas in, och i ett videosamtal bådas bild.",
  recordWhere:
    "{organisation} sparar inspelningen med den här konversationen, kan spela upp den och raderar den enligt schema.",
  recordStop: "Du kan stoppa inspelningen när som helst. Samtalet fortsätter i båda fallen.",
  recording: "{name} spelar in samtalet",
  recordingPaused: "Inspelningen är pausad",
  stopRecording: "Stoppa inspelningen",
  heldFor: "Väntar på {name}. Ingen hör dig förrän någon svarar.",
  listens: "{name} (lyssnar)",
  held: "{name} har satt dig i vänteläge. Ingen hör dig förrän samtalet fortsätter.",
  ownWindow: "Behåll samtalet i ett eget fönster",
  ownWindowWhy: "Då kan du gå från sida till sida utan avbrott i samtalet.",
  ownWindowBlocked:
    "Webbläsaren lät inte fönstret öppnas. Tillåt popup-fönster för webbplatsen eller fortsätt här: samtalet kommer tillbaka av sig självt efter varje sida.",
  elsewhere: "Samtalet fortsätter i en annan flik.",
  takeHere: "Flytta samtalet hit",
  inOwnWindow: "Samtalet är i ett eget fönster.",
  showWindow: "Visa fönstret",
};

export default sv;
