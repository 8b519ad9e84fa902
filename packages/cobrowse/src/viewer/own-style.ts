/**
 * States of the customer's page that a picture without scripts and without a mouse cannot have of itself are attributes
 * here, and style texts are written to select by those. What the browser's own style does with a state is done again
 * below the page's own rules.
 */

export const marked = (name: string): string => `data-rinnalla-${name}`;

/** Below everything that the page says, for pages without layers. */
export const ownStyle = `@layer rinnalla{
:where([${marked("focus-visible")}]){outline:-webkit-focus-ring-color auto 1px}
video::-webkit-media-controls{display:none!important}
::highlight(${"rinnalla-selection"}){background:Highlight;color:HighlightText}
}`;

const states =
  /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|:(hover|active|focus-visible|focus-within|focus|target|defined|valid|invalid|user-valid|user-invalid)(?![\w-])|:state\(\s*([\w-]+)\s*\)|(::selection)(?![\w-])/gi;

/** The frame has the agent's preference; text is written so that the customer's counts. */
export function withScheme(css: string, isDark: boolean): string {
  const wanted = isDark ? "dark" : "light";
  return css
    .replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_all, scheme: string) =>
      scheme.toLowerCase() === wanted ? "(width >= 0px)" : "(width < 0px)",
    )
    .replace(/(?<![\w-])(color-scheme\s*:\s*(?:only\s+)?)(?:light\s+dark|dark\s+light)(?![\w-])/gi, `$1${wanted}`);
}

/** Of text that is harmless already: what it puts in is plain names. */
export function withMarks(css: string, isDark: boolean): string {
  if (!css.includes(":")) return css;
  const schemed = css.includes("color-scheme") ? withScheme(css, isDark) : css;
  return schemed.replace(states, (all, name?: string, state?: string, selection?: string) => {
    if (selection) return "::highlight(rinnalla-selection)";
    if (state) return `[${marked("states")}~="${state}"]`;
    if (!name) return all;
    const word = name.toLowerCase();
    return word === "defined" ? `:not([${marked("undefined")}])` : `[${marked(word)}]`;
  });
}
