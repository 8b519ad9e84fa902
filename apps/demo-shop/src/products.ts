/** What Kahvila Kuusi sells. Prices in cents, VAT included. */
import type { Language } from "./texts.ts";

type Localised = Readonly<Record<Language, string>>;
export type Roast = "light" | "medium" | "dark";

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly roast: Roast | null;
  readonly cents: number;
  readonly size: string;
  readonly line: Localised;
  readonly story: Localised;
  readonly notes: Localised;
}

export const products: readonly Product[] = [
  {
    id: "kuusi",
    name: "Kuusi",
    roast: "medium",
    cents: 1190,
    size: "250 g",
    line: { en: "Our house blend, round and calm", fi: "Talon sekoitus, pyöreä ja rauhallinen" },
    story: {
      en: "Three farms in Huila and one in Sidamo. We roast it on Tuesdays and it is at its best ten days later, black, in a large cup.",
      fi: "Kolme tilaa Huilasta ja yksi Sidamosta. Paahdamme sen tiistaisin, ja parhaimmillaan se on kymmenen päivää myöhemmin, mustana isosta kupista.",
    },
    notes: { en: "Hazelnut, rye bread, plum", fi: "Hasselpähkinä, ruisleipä, luumu" },
  },
  {
    id: "havu",
    name: "Havu",
    roast: "dark",
    cents: 1090,
    size: "250 g",
    line: { en: "Dark and resinous, for milk", fi: "Tumma ja pihkainen, maidon kanssa" },
    story: {
      en: "A dark roast without the ash. It stands up to oat milk and to a cast-iron moka pot alike.",
      fi: "Tumma paahto ilman tuhkan makua. Pärjää yhtä hyvin kauramaidon kuin valurautaisen mutteripannunkin kanssa.",
    },
    notes: { en: "Dark chocolate, spruce tip, molasses", fi: "Tumma suklaa, kuusenkerkkä, siirappi" },
  },
  {
    id: "aamu",
    name: "Aamu",
    roast: "light",
    cents: 1290,
    size: "250 g",
    line: { en: "Light as an early morning in June", fi: "Kevyt kuin kesäkuinen aamu" },
    story: {
      en: "Washed Ethiopian from Guji. Brew it as filter, a little cooler than you are used to, and wait until it is lukewarm.",
      fi: "Pestyä etiopialaista Gujista. Suodata hieman tavallista viileämmällä vedellä ja maista vasta haaleana.",
    },
    notes: { en: "Cloudberry, jasmine, lemon", fi: "Lakka, jasmiini, sitruuna" },
  },
  {
    id: "kaarna",
    name: "Kaarna",
    roast: "dark",
    cents: 1390,
    size: "250 g",
    line: { en: "Espresso with a long finish", fi: "Espresso, jonka maku viipyy" },
    story: {
      en: "Made for the machine at our counter: 18 grams in, 38 out, 27 seconds. Forgiving at home, too.",
      fi: "Tehty tiskimme koneelle: 18 grammaa sisään, 38 ulos, 27 sekuntia. Antaa anteeksi kotonakin.",
    },
    notes: { en: "Caramel, bark, blackcurrant", fi: "Karamelli, kaarna, mustaherukka" },
  },
  {
    id: "sammal",
    name: "Sammal",
    roast: "medium",
    cents: 1250,
    size: "250 g",
    line: { en: "Decaffeinated, all of the evening", fi: "Kofeiiniton, koko illaksi" },
    story: {
      en: "Decaffeinated with mountain water in Chiapas. Nobody at the table has noticed so far.",
      fi: "Kofeiini poistettu vuoristovedellä Chiapasissa. Kukaan pöydässä ei ole vielä huomannut.",
    },
    notes: { en: "Milk chocolate, fig, oat", fi: "Maitosuklaa, viikuna, kaura" },
  },
  {
    id: "kuppi",
    name: "Kuppi",
    roast: null,
    cents: 2400,
    size: "2,5 dl",
    line: { en: "Stoneware cup, thrown in Fiskars", fi: "Kivitavarakuppi, dreijattu Fiskarissa" },
    story: {
      en: "Heavy in the hand, thin at the lip. Goes in the dishwasher. Every one is a little different.",
      fi: "Painava kädessä, ohut huulilla. Kestää konepesun. Jokainen on hieman erilainen.",
    },
    notes: { en: "Moss green glaze", fi: "Sammalenvihreä lasite" },
  },
];

export function findProduct(id: string): Product | undefined {
  return products.find((product) => product.id === id);
}
