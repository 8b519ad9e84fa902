import type { PreviewTextKey } from "./en.ts";

const sv: Record<PreviewTextKey, string> = {
  title: "Visa den här sidan för {name}?",
  about:
    "{name}, som administrerar chatten för {organisation}, öppnade sidan för att se vad en handläggare skulle se av den. Om det inte är du, stäng sidan.",
  show: "Visa sidan",
  bar: "Förhandsvisning: {name} ser den här sidan som en handläggare",
  barName: "Förhandsvisning",
  stop: "Avsluta förhandsvisningen",
  over: "Förhandsvisningen är slut. En ny startas i administrationen.",
};

export default sv;
