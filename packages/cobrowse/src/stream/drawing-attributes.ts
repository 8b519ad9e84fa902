/** HTML attributes that only draw: capture sends them as they are, the viewer takes no others without a hyphen. */

export const drawingAttributes: ReadonlySet<string> = new Set(
  (
    "class id width height colspan rowspan span cols rows size align valign bgcolor border cellpadding cellspacing color " +
    "face dir lang hidden disabled readonly required multiple open start reversed type media role part slot exportparts " +
    "inert nowrap noshade hspace vspace scope wrap max min low high optimum popover"
  ).split(" "),
);

/** Drawn as text, so as private as text. */
export const wordedAttributes: ReadonlySet<string> = new Set(["alt", "label", "placeholder"]);
