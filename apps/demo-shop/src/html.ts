/** HTML with every value escaped unless it is HTML already. */
export interface Html {
  readonly html: string;
}

export type Value = string | number | Html | readonly Html[] | null | false;

export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return { html: strings.reduce((done, piece, index) => done + render(values[index - 1] ?? null) + piece) };
}

function render(value: Value): string {
  if (value === null || value === false) return "";
  if (typeof value === "object") return "html" in value ? value.html : value.map((part) => part.html).join("");
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
