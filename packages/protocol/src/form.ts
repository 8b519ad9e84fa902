/** What is asked before a conversation, while closed and after it, as the administrator builds it (CHAT-04). */
import type { Locale } from "./people.ts";

/** Words by language; what is missing is said in the first one that is there. */
export type LocalTexts = Readonly<Partial<Record<Locale, string>>>;

export interface FormOption {
  readonly id: string;
  readonly labels: LocalTexts;
}

/** One question of the pre-chat form. */
export interface FormField {
  readonly id: string;
  readonly kind: "text" | "longText" | "options" | "consent";
  readonly labels: LocalTexts;
  readonly isRequired: boolean;
  /** Of `text`: it becomes the customer's name, or must look like an e-mail address; not asked of whom the site's token names. */
  readonly holds?: "name" | "email";
  /** Of `text` and `longText`; absent: `limits.formTextChars` and `limits.formLongTextChars`. */
  readonly maxChars?: number;
  /** Of `options`. */
  readonly options?: readonly FormOption[];
}

/** What the customer's page sends: text as typed, the id of an option, or a box that was ticked. */
export type FormAnswer =
  | { readonly fieldId: string; readonly text: string }
  | { readonly fieldId: string; readonly optionId: string }
  | { readonly fieldId: string; readonly isAgreed: true };

/** As it stands in the log, in the words that the customer read: a later change of the form does not change the past. */
export interface FormEntry {
  readonly kind: FormField["kind"];
  readonly label: string;
  /** Of `consent`: empty, since the label is what was agreed to. */
  readonly value: string;
}

export interface FormProblem {
  readonly fieldId: string;
  readonly problem: "missing" | "tooLong" | "notAnEmail" | "unknownOption" | "unknownField";
}

/** What the site's token says of the customer, so that it need not be asked. */
export interface KnownCustomer {
  readonly name?: string;
  readonly email?: string;
}

export type Asked = "no" | "optional" | "required";

/** A message that is left while closed. */
export interface OfflineMessageConfig {
  readonly name: Asked;
  readonly email: Asked;
  /** How long it stands in the agents' list if nobody closes it; absent: `limits.offlineMessageDays`. */
  readonly days?: number;
}

/** After the conversation. */
export interface SurveyConfig {
  readonly isOn: boolean;
  /** Instead of ours; a language without one has ours. */
  readonly question?: LocalTexts;
}
