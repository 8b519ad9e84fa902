/** What the environment of the server sets, as administrators are shown it: never a secret, a password or an address within (ADM-01). */
export interface DeploymentView {
  readonly publicUrl: string;
  readonly database: "sqlite" | "postgres";
  /** Who letters come from; null: no e-mail is set, and nothing offers to send any. */
  readonly mailSender: string | null;
  /** The default first; none: calls go without relays. */
  readonly mediaRegions: readonly string[];
  readonly isRelayOnly: boolean;
  /** With a media server calls of more than two and recordings are its, without they are the browsers'. */
  readonly mediaServer: "none" | "ok" | "unreachable";
}

/** What the mail server said to a letter that the administrator had sent to themselves. */
export type TestLetterOutcome = "sent" | "refused" | "later";
