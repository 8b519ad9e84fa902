import type { StepsKey } from "./browser-family.ts";

const sv: Readonly<Record<StepsKey, string>> = {
  stepsChrome: "Tryck på ikonen till vänster om adressen, slå på mikrofonen och kameran och tryck på Försök igen.",
  stepsEdge:
    "Tryck på låset till vänster om adressen, öppna Behörigheter för den här webbplatsen, tillåt Mikrofon och Kamera och tryck på Försök igen.",
  stepsFirefox:
    "Tryck på den överstrukna mikrofonen eller kameran till vänster om adressen, ta bort blockeringen och tryck på Försök igen.",
  stepsSafari:
    "Öppna Safari i menyraden och sedan Inställningar för denna webbplats. Tillåt Kamera och Mikrofon och tryck på Försök igen.",
  stepsIosSafari:
    "Tryck på sidmenyn i adressfältet, öppna Webbplatsinställningar, tillåt Kamera och Mikrofon och tryck på Försök igen.",
  stepsIosOther:
    "Öppna enhetens Inställningar, välj den här webbläsaren bland apparna, slå på Mikrofon och Kamera, kom tillbaka och tryck på Försök igen.",
  stepsAndroid:
    "Tryck på ikonen till vänster om adressen, öppna Behörigheter, tillåt Mikrofon och Kamera och tryck på Försök igen. Om de inte finns där: Androids Inställningar, Appar, den här webbläsaren, Behörigheter.",
  stepsAndroidFirefox:
    "Tryck på låset till vänster om adressen, tillåt Mikrofon och Kamera och tryck på Försök igen. Om de inte finns där: Androids Inställningar, Appar, Firefox, Behörigheter.",
};

export default sv;
