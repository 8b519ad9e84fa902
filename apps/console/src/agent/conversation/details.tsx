/** The "Customer" app tab: who it is, how the conversation stands, what the customer's browser can do (CALL-06, pre-flight). */
import type { ContextVariables, ConversationId } from "@rinnalla/protocol";
import type { IconName } from "@rinnalla/ui";
import type { ReactNode } from "react";
import { Avatar } from "../../parts/avatar.tsx";
import { Icon } from "../../parts/icon.tsx";
import type { Abilities } from "../../store/log.ts";
import { useConsole, useWords } from "../../store/use-console.ts";
import { StatusWord } from "../inbox/conversation-list.tsx";
import { useCustomerName } from "./customer-name.ts";
import { Survey } from "./survey.tsx";

export function Details({ id }: { readonly id: ConversationId }) {
  const { t, dateTime } = useWords();
  const name = useCustomerName(id);
  const log = useConsole((state) => state.logs.get(id));
  const row = useConsole((state) => state.desk.conversations.get(id));
  const queue = useConsole((state) => (row ? state.desk.queues.get(row.queueId)?.name : undefined));
  const state = log?.state;
  const opened = log?.events.map(({ event }) => event).find((event) => event.type === "conversationOpened");
  const page = opened?.page;
  const customer = opened?.customer;
  if (!log || !state) {
    return (
      <p className="quiet" role="status">
        {t("panel.loading")}
      </p>
    );
  }
  return (
    <div className="details">
      <header className="details-head">
        <Avatar id={id} name={name} size="l" />
        <div>
          <h2>{name}</h2>
          <p>
            <span className="here" data-is-here={state.isCustomerHere || undefined} />
            {state.isCustomerHere ? t("details.here") : t("list.customerAway")}
          </p>
        </div>
      </header>
      <div className="cards">
        <Card title={t("details.customer")}>
          <Fact name={t("details.name")}>{name}</Fact>
          <Fact name={t("details.identity")}>{t(customer ? "details.signedIn" : "details.anonymous")}</Fact>
          {customer && <Fact name={t("details.subject")}>{customer.subject}</Fact>}
          {customer?.email && <Fact name={t("details.email")}>{customer.email}</Fact>}
          {customer?.phone && <Fact name={t("details.phone")}>{customer.phone}</Fact>}
          <Fact name={t("details.language")}>{languageName(state.locale)}</Fact>
          {page && (
            <Fact name={t("details.page")}>
              <span title={page}>{page.replace(/^https?:\/\//, "")}</span>
            </Fact>
          )}
        </Card>
        {opened?.answers && (
          <Card title={t("details.answers")}>
            {opened.answers.map(({ kind, label, value }, at) => (
              <Fact key={at} name={label}>
                {kind === "consent" ? t("details.agreed") : value}
              </Fact>
            ))}
          </Card>
        )}
        {customer?.context && <Context title={t("details.verifiedContext")} variables={customer.context} />}
        {opened?.context && <Context title={t("details.pageContext")} variables={opened.context} />}
        <Card title={t("details.conversation")}>
          {row && (
            <Fact name={t("details.status")}>
              <StatusWord row={row} />
            </Fact>
          )}
          {!row && (
            <Fact name={t("details.status")}>
              {t(state.status === "wrapUp" ? "wrapUp.title" : `list.${state.status}`)}
            </Fact>
          )}
          <Fact name={t("details.queue")}>{queue ?? "–"}</Fact>
          <Fact name={t("details.agent")}>{state.agent?.name ?? row?.agentName ?? t("details.nobody")}</Fact>
          <Fact name={t("details.opened")}>{dateTime(state.openedAt)}</Fact>
          <Fact name={t("details.units")}>{state.terms.units}</Fact>
        </Card>
        <Card title={t("details.can")}>
          <Can abilities={log.abilities} />
        </Card>
        <Card title={t("details.allowed")}>
          <ul className="chips">
            <li>{t(`details.calls.${state.terms.calls}`)}</li>
            {state.terms.cobrowse && <li>{t("visual.cobrowse")}</li>}
            {state.terms.screenShare && <li>{t("visual.screenShare")}</li>}
          </ul>
        </Card>
        {(state.hasSurvey || (state.ended && state.ended !== "messageLeft" && state.terms.survey !== "off")) && (
          <Card title={t("survey.title")}>
            <Survey log={log} />
          </Card>
        )}
      </div>
    </div>
  );
}

function Context({ title, variables }: { readonly title: string; readonly variables: ContextVariables }) {
  return (
    <Card title={title}>
      {Object.entries(variables).map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </Card>
  );
}

function languageName(locale: string): string {
  return { en: "English", fi: "Suomi", sv: "Svenska" }[locale] ?? locale;
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <dl className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </dl>
  );
}

function Can({ abilities }: { readonly abilities: Abilities | null }) {
  const { t } = useWords();
  if (!abilities) return <p className="quiet">{t("details.canUnknown")}</p>;
  const row = (icon: IconName, name: string, can: boolean) => (
    <li data-can={can || undefined}>
      <Icon name={icon} size={16} />
      <span className="grow">{name}</span>
      <Icon name={can ? "check" : "close"} size={15} />
      <span className="visually-hidden">{t(can ? "details.yes" : "details.no")}</span>
    </li>
  );
  return (
    <ul className="can">
      {row("phone", t("details.calls"), abilities.canCall)}
      {row("mic", t("details.microphone"), abilities.hasMicrophone)}
      {row("video", t("details.camera"), abilities.hasCamera)}
      {row("computer", t("details.screenShare"), abilities.canShareScreen)}
      {row("look", t("details.visible"), abilities.isVisible)}
    </ul>
  );
}
