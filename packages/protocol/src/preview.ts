/**
 * The administrator's look at a page of the site as an agent would see it, with rules that are still being edited (VIS-05): what its two ends
 * say over `/ws/preview`. The pictures pass beside it as binary frames (`binary.ts`, channel 0), from the page to the console, and what asks for
 * them anew the other way.
 */
import { Type, type Static } from "typebox";
import { closed, Id } from "./fields.ts";
import type { PreviewId, WidgetId } from "./ids.ts";
import { limits } from "./limits.ts";

const rules = Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100 });

export const PreviewRequestSchema = Type.Object(
  {
    widgetId: Id<WidgetId>(),
    /** Of an origin that the widget allows; without its fragment. */
    address: Type.String({ maxLength: limits.urlChars }),
    rules,
  },
  closed,
);

export const PreviewFrameSchema = Type.Union([
  /** The page's first and only word: what stood in its address. */
  Type.Object({ t: Type.Literal("page"), token: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
  /** The console's first word. */
  Type.Object(
    {
      t: Type.Literal("viewer"),
      previewId: Id<PreviewId>(),
      ticket: Type.String({ minLength: 1, maxLength: 100 }),
    },
    closed,
  ),
  Type.Object({ t: Type.Literal("rules"), rules }, closed),
]);

export type PreviewRequest = Static<typeof PreviewRequestSchema>;
export type PreviewFrame = Static<typeof PreviewFrameSchema>;

export interface PreviewOpening {
  readonly previewId: PreviewId;
  /** The page's address with what lets it show itself, once and soon. */
  readonly address: string;
}

export type PreviewNotice =
  /** To the page: whose preview it is; whoever sits there says whether it may be shown. */
  | { readonly t: "begin"; readonly administrator: string; readonly organisation: string; readonly rules: string[] }
  | { readonly t: "rules"; readonly rules: string[] }
  /** To the console. */
  | { readonly t: "state"; readonly page: "awaited" | "here" | "gone" };
