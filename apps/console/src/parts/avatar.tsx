/** First letters on a colour that stays the same for the same id. Decorative: the name stands beside it. */
const hues = [168, 205, 262, 330, 14, 42, 90, 135];

export function Avatar({
  id,
  name,
  size = "m",
}: {
  readonly id: string;
  readonly name: string;
  readonly size?: "s" | "m" | "l";
}) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  const words = name.trim().split(/\s+/);
  const letters = ((words[0]?.[0] ?? "?") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
  // As generated content: letters are no text that a name would have to contain.
  return (
    <span
      className={`avatar avatar-${size}`}
      data-hue={hues[sum % hues.length]}
      data-letters={letters}
      aria-hidden="true"
    />
  );
}
