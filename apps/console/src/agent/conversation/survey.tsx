/** The customer's answer to the survey, once it is there (CHAT-04). */
import { Icon } from "../../parts/icon.tsx";
import type { Log } from "../../store/log.ts";
import { useWords } from "../../store/use-console.ts";

export function Survey({ log }: { readonly log: Log }) {
  const { t } = useWords();
  const answer = log.events.findLast((logged) => logged.event.type === "surveyAnswered")?.event;
  if (answer?.type !== "surveyAnswered" && log.state?.terms.survey === "off") return null;
  if (answer?.type !== "surveyAnswered") return <p className="quiet">{t("survey.waiting")}</p>;
  return (
    <div className="survey">
      <p className="stars" role="img" aria-label={t("survey.score", { score: answer.score })}>
        {[1, 2, 3, 4, 5].map((star) => (
          <span key={star} data-is-on={star <= answer.score || undefined}>
            <Icon name="star" size={20} />
          </span>
        ))}
      </p>
      <p className="figures">{t("survey.score", { score: answer.score })}</p>
      {answer.comment && <blockquote>{answer.comment}</blockquote>}
    </div>
  );
}
