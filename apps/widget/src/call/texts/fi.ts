import type { CallTextKey } from "./en.ts";

const fi: Record<CallTextKey, string> = {
  askCall: "Pyydä puhelua",
  askTitle: "Soitammeko sinulle?",
  askLine: "Puhelu tulee tänne, tälle sivulle. Sinä päätät, vastaatko ja näytätkö kamerasi.",
  callMeBack: "Soittakaa myöhemmin",
  asked: "Pyysit puhelua. Se tulee tänne heti kun mahdollista.",
  cancelAsked: "Peru pyyntö",
  askedDeclined: "{name} ei voi soittaa juuri nyt. Voit jatkaa kirjoittamista tai pyytää takaisinsoittoa.",
  backWhen: "Milloin? (vapaaehtoinen)",
  backNote: "Mistä sinut tavoittaa, ja mitä asia koskee? (vapaaehtoinen)",
  askBack: "Pyydä takaisinsoittoa",
  backSoon: "Soitamme sinulle heti kun voimme.",
  backAt: "Soitamme sinulle: {time}.",
  cancelBack: "Peru takaisinsoitto",
  close: "Sulje",
  consentRecord: "Saako {name} ({organisation}) tallentaa tämän puhelun?",
  recordWhat: "Molempien puhe tallennetaan, ja videopuhelussa molempien kuva.",
  recordWhere:
    "{organisation} säilyttää tallenteen tämän keskustelun yhteydessä, voi toistaa sen ja poistaa sen aikataulun mukaan.",
  recordStop: "Voit lopettaa tallennuksen milloin vain. Puhelu jatkuu kummassakin tapauksessa.",
  recording: "{name} tallentaa tätä puhelua",
  recordingPaused: "Tallennus on keskeytetty",
  stopRecording: "Lopeta tallennus",
  heldFor: "Odotetaan: {name}. Kukaan ei kuule sinua ennen kuin joku vastaa.",
  listens: "{name} (kuuntelee)",
  held: "{name} siirsi sinut pitoon. Kukaan ei kuule sinua ennen kuin puhelu jatkuu.",
  ownWindow: "Pidä puhelu omassa ikkunassaan",
  ownWindowWhy: "Silloin voit siirtyä sivulta toiselle puhelun katkeamatta.",
  ownWindowBlocked:
    "Selain ei antanut avata ikkunaa. Salli ponnahdusikkunat tälle sivustolle tai jatka tässä: puhelu palaa itsestään jokaisen sivun jälkeen.",
  elsewhere: "Puhelu jatkuu toisessa välilehdessä.",
  takeHere: "Siirrä puhelu tähän",
  inOwnWindow: "Puhelu on omassa ikkunassaan.",
  showWindow: "Näytä ikkuna",
};

export default fi;
