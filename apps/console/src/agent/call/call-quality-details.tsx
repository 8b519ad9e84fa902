/** What a past call was like, as each side measured it: kept with the call's line. */
import type { CallQuality, Side } from "@rinnalla/protocol";
import { useWords } from "../../store/use-console.ts";

interface Props {
  readonly quality: Readonly<Partial<Record<Side, CallQuality>>>;
}

export function CallQualityDetails({ quality }: Props) {
  const { t, number } = useWords();
  const sides = (["customer", "agent"] as const).flatMap((side) => {
    const of = quality[side];
    return of ? [{ side, of }] : [];
  });
  if (sides.length === 0) return null;
  return (
    <details className="call-quality">
      <summary>{t("quality.title")}</summary>
      <ul>
        {sides.map(({ side, of }) => (
          <li key={side}>
            {t(`quality.${side}`, {
              mos: number(of.mos, 1),
              loss: number(of.lossPercent, 1),
              jitter: number(of.jitterMs),
              roundTrip: number(of.roundTripMs),
            })}
            {of.usedRelay && ` ${t("quality.relayed")}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
