/** The two ends of one conversation, as the load sees them whatever is behind. */

export interface End {
  /** `onAcked` once the other side's word for "kept" has come (for a relay: "passed on"). */
  post(text: string, onAcked: () => void): void;
  /** Set by the load: a message of the other end has arrived. */
  onMessage: (text: string) => void;
}

export type Pair = readonly [End, End];

/** What the load is told of a target; crosses a process boundary as JSON. */
export type Target =
  | { readonly kind: "rinnalla"; readonly url: string; readonly shopOrigin: string; readonly supervisorLink: string }
  | { readonly kind: "socketIo"; readonly url: string }
  | { readonly kind: "relay"; readonly url: string };
