import type { PreviewTextKey } from "./en.ts";

const fi: Record<PreviewTextKey, string> = {
  title: "Näytetäänkö tämä sivu käyttäjälle {name}?",
  about:
    "{name}, joka hallinnoi organisaation {organisation} chattia, avasi sivun nähdäkseen, mitä asiakaspalvelija näkisi siitä. Jos se et ole sinä, sulje tämä sivu.",
  show: "Näytä sivu",
  bar: "Esikatselu: {name} näkee tämän sivun kuten asiakaspalvelija",
  barName: "Esikatselu",
  stop: "Lopeta esikatselu",
  over: "Esikatselu päättyi. Uusi aloitetaan hallinnasta.",
};

export default fi;
