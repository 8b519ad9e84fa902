/**
 * The closed list of refusals that cross the wire. People's texts are chosen in the UI; nobody parses a message.
 * docs/errors.md is written from this table.
 */

export const errorCodes = {
  badFrame: { isRetryable: false, meaning: "The frame does not fit its schema." },
  tooLarge: { isRetryable: false, meaning: "The frame or a field is over its limit." },
  tooMany: { isRetryable: true, meaning: "Too many frames in a short time." },
  notSignedIn: { isRetryable: false, meaning: "The token or ticket is missing, spent or expired." },
  versionTooOld: {
    isRetryable: false,
    meaning: "The client speaks a protocol version that this server no longer does.",
  },
  originRefused: { isRetryable: false, meaning: "The page's origin is not among the widget's allowed origins." },
  notAllowed: { isRetryable: false, meaning: "This person may not do this to this object." },
  notFound: { isRetryable: false, meaning: "There is no such object, or this person may not know of it." },
  conversationExists: { isRetryable: false, meaning: "The visitor has an ongoing conversation already." },
  conversationEnded: { isRetryable: false, meaning: "The conversation is in wrap-up or closed." },
  closed: { isRetryable: false, meaning: "Nobody is here now: outside the operating hours." },
  formIncomplete: { isRetryable: false, meaning: "An answer to the pre-chat form is missing or does not fit." },
  offlineOff: {
    isRetryable: false,
    meaning: "The widget takes no message while closed, or not without a name or an e-mail address.",
  },
  mailOff: { isRetryable: false, meaning: "This server sends no e-mail, or no agent has taken part yet." },
  mailSpent: { isRetryable: false, meaning: "The transcript of this conversation was sent as often as it may be." },
  wrongState: { isRetryable: false, meaning: "The object is not in a state in which this can be done." },
  offerGone: { isRetryable: false, meaning: "The offer was answered, expired or withdrawn." },
  noRoom: { isRetryable: false, meaning: "The agent's capacity does not allow it." },
  skillMissing: { isRetryable: false, meaning: "The conversation asks for a skill that this agent does not have." },
  callExists: { isRetryable: false, meaning: "The agent or the conversation has a live call already." },
  callGone: { isRetryable: false, meaning: "The call has ended, or was answered elsewhere." },
  callsOff: { isRetryable: false, meaning: "The widget's administrator does not allow this kind of call." },
  visualExists: { isRetryable: false, meaning: "The conversation has a live visual session already." },
  visualGone: { isRetryable: false, meaning: "The visual session has ended." },
  visualOff: { isRetryable: false, meaning: "The widget has no provider for this." },
  pinWrong: { isRetryable: false, meaning: "The PIN is wrong; tries are left." },
  pinSpent: { isRetryable: false, meaning: "The PIN expired, was used, or was tried too often." },
  linkRefused: { isRetryable: false, meaning: "The provider's manifest does not name the host of this join link." },
  signatureRefused: { isRetryable: false, meaning: "The provider's signature is wrong, or too old." },
  identityRefused: {
    isRetryable: false,
    meaning: "The site's token for a signed-in customer is expired, of another issuer, or not signed by its key.",
  },
  noConsent: { isRetryable: false, meaning: "The customer has not consented to this scope." },
  conflict: { isRetryable: true, meaning: "Others wrote at the same time, again and again." },
  unavailable: {
    isRetryable: true,
    meaning: "The server cannot do this now (starting, stopping, or its database is away).",
  },
  attachmentsOff: { isRetryable: false, meaning: "The widget's administrator does not allow this side to send files." },
  fileEmpty: { isRetryable: false, meaning: "The file holds nothing." },
  fileKind: { isRetryable: false, meaning: "The file's content is of no kind that may be sent here." },
  imageTooLarge: { isRetryable: false, meaning: "The image has more pixels than may be shown safely." },
  internal: { isRetryable: true, meaning: "A bug: logged once on the server." },
} as const satisfies Record<string, { isRetryable: boolean; meaning: string }>;

export type ErrorCode = keyof typeof errorCodes;

export type Refusal = { readonly ok: false; readonly code: ErrorCode };

/** Those of the table, apart: a browser needs to know them and not the whole table. */
const retryableCodes: ReadonlySet<string> = new Set<ErrorCode>(["tooMany", "conflict", "unavailable", "internal"]);

/** True if the same request, a little later, may succeed. */
export function isRetryable(code: ErrorCode): boolean {
  return retryableCodes.has(code);
}
