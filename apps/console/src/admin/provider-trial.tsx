/** "Try it": asks the server whether the provider's page is there, may stand in a frame, and whether its server's word arrives (VIS-10). */
import { settingProblems } from "@rinnalla/core";
import type { Configuration, ProviderConfig, ProviderTrial as Trial } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../store/use-console.ts";
import { tryProvider } from "./configuration-client.ts";
import { Section } from "./fields.tsx";
import { problemWords } from "./problem-words.ts";
import type { AdminTextKey } from "./texts/en.ts";
import { useAdminText } from "./use-administration.ts";

interface Line {
  readonly key: AdminTextKey;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly verdict: "good" | "bad" | "open";
}

export function ProviderTrial({ value, all }: { readonly value: ProviderConfig; readonly all: Configuration }) {
  const t = useAdminText();
  const { time } = useWords();
  const [tried, setTried] = useState<{ readonly of: ProviderConfig; readonly trial: Trial | null } | null>(null);
  const [isTrying, setTrying] = useState(false);
  const problems = settingProblems("provider", value, all);
  const first = problems[0];
  const trial = tried?.of === value ? tried.trial : undefined;
  const run = async (): Promise<void> => {
    setTrying(true);
    const answer = await tryProvider(value);
    setTried({ of: value, trial: answer.ok ? answer.value : null });
    setTrying(false);
  };
  const lines: readonly Line[] = trial ? linesOf(trial, value, time) : [];
  return (
    <Section title={t("section.trial")}>
      <p className="field-hint">{t("trial.about")}</p>
      <div>
        <Button className="button" isDisabled={isTrying || first !== undefined} onPress={() => void run()}>
          <Icon name="play" size={16} />
          {t(isTrying ? "trial.trying" : "trial.try")}
        </Button>
      </div>
      <div role="status">
        {first && (
          <p className="trial-line" data-verdict="bad">
            <Icon name="alert" size={16} />
            <span>
              {t("trial.manifestBad")} {problemWords(first, t)}
            </span>
          </p>
        )}
        {trial === null && <p className="field-problem">{t("trial.failed")}</p>}
        {lines.length > 0 && (
          <ul className="trial">
            {lines.map(({ key, values, verdict }) => (
              <li key={key} className="trial-line" data-verdict={verdict}>
                <Icon name={verdict === "good" ? "check" : verdict === "bad" ? "alert" : "info"} size={16} />
                <span className="breakable">{t(key, values)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function linesOf(
  { reach, frame, callback, example }: Trial,
  value: ProviderConfig,
  time: (at: number) => string,
): Line[] {
  const lines: Line[] = [{ key: "trial.manifestGood", verdict: "good" }];
  const values = { url: example, status: reach.status ?? 0 };
  lines.push(
    reach.problem === null
      ? { key: "trial.reached", values, verdict: "good" }
      : { key: `trial.${reach.problem}`, values, verdict: "bad" },
  );
  if (value.opensIn === "window") lines.push({ key: "trial.window", verdict: "good" });
  else if (frame?.isAllowed) lines.push({ key: "trial.frame", verdict: "good" });
  else if (frame) lines.push({ key: "trial.noFrame", values: { header: frame.by ?? "" }, verdict: "bad" });
  if (callback)
    lines.push(
      callback.last
        ? {
            key: `trial.callback.${callback.last.outcome}`,
            values: { time: time(callback.last.at) },
            verdict: callback.last.outcome === "right" ? "good" : "bad",
          }
        : { key: "trial.callback.none", verdict: "open" },
    );
  return lines;
}
