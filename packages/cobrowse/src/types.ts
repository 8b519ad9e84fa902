/**
 * The contract of co-browsing between the customer's page (capture), the viewer document and the console.
 * What travels between them is a payload of bytes that nobody else parses (stream/). Spec: VIS-03, VIS-05, VIS-06.
 */
import type { VisualAction } from "@rinnalla/protocol";

export type { VisualAction };

/** The administrator's rules (VIS-05), as selectors. `block` wins over `mask`, `mask` over `unmask`. */
export interface MaskRules {
  /** Text, values and telling attributes inside are masked, and the agent cannot act on fields inside. */
  readonly mask?: readonly string[];
  /** Fields that may be seen. Passwords, one-time codes, card fields and files stay masked all the same. */
  readonly unmask?: readonly string[];
  /** Nothing of it is sent but its size. */
  readonly block?: readonly string[];
}

/** The administrator's rules by label, as `@rinnalla/cobrowse/labels` makes them. */
export interface LabelRules {
  readonly hasMasks: boolean;
  /** `sealed`: a rule masks it. `hidden`: nothing names it yet. `open`: a rule shows it. `null`: nothing of the kind. */
  verdict(field: Element): "sealed" | "hidden" | "open" | null;
}

/** What holds in frames that show another page of the site. */
export interface FrameRules {
  /** Of the frame's own page, beside the masks and blocks of the page around; `null`: nothing of it may be shown; none: as around. */
  rulesOf(inner: Document): MaskRules | null | undefined;
  /** Frames that show another page than when they were asked for. */
  moved(): Iterable<Element>;
}

/** The way out of the customer's page. Payloads are whole; cutting them into frames is the channel's work. */
export interface CaptureChannel {
  /** `isSnapshot`: a viewer that fell behind may resume at this payload. */
  send(payload: Uint8Array, flags: { readonly isSnapshot: boolean }): void;
  /** What waits unsent; above 1 MB capture holds back and merges changes. */
  bufferedBytes?(): number;
}

export type GuardedAction = "submit" | "pay" | "delete";

export interface CaptureOptions {
  readonly window: Window;
  readonly channel: CaptureChannel;
  /** Written beside the laser pointer in the customer's page. */
  readonly agentName: string;
  /** The customer's consent to control, asked at every command. */
  mayControl(): boolean;
  /** The customer's own click on "allow" for a submit, pay or delete-like action (VIS-06). */
  confirmAction(action: { readonly kind: GuardedAction; readonly label: string }): Promise<boolean>;
  /** Each action of the agent, for the customer's list and the timeline. `label` is at most 200 characters and holds no masked text. */
  report(action: VisualAction, label: string): void;
  readonly rules?: MaskRules;
  readonly labels?: LabelRules | undefined;
  readonly frameRules?: FrameRules;
  /** Selectors of what waits for the customer's click beside the built-in rule (VIS-06). */
  readonly guarded?: readonly string[];
  /** The widget's host element: never mirrored, never acted on. */
  readonly exclude: Element;
}

/** Idle until the first `wantSnapshot`. */
export interface Capture {
  /** A payload from a viewer: pointer or control. Anything malformed is dropped. */
  handlePayload(payload: Uint8Array): void;
  /** Somebody looks on from now, or fell behind (server frame `channelWants`). */
  wantSnapshot(): void;
  /** Nobody looks on (`viewers: 0`): nothing is observed or sent until the next `wantSnapshot`. */
  idle(): void;
  /** The customer's wish: nothing is observed or sent until `resume`; the viewer shows that the customer paused. */
  pause(): void;
  /** Goes on with a whole snapshot if somebody looks on. */
  resume(): void;
  stop(): void;
}

/** `look`: the agent's mouse does nothing. `point`: laser. `draw`: pen. `control`: acts on the customer's page. */
export type ViewerMode = "look" | "point" | "draw" | "control";
export type ViewerScale = "fit" | "actual";

/** `waiting`: no picture yet. `leaving`: the customer's page is being left; its last picture is kept. */
export type ViewerPhase = "connecting" | "waiting" | "live" | "paused" | "leaving" | "failed";

/**
 * What became of the agent's last command. `refused`: out of reach (masked, password, file, no consent).
 * `stale`: the page changed meanwhile. `customerActing`: the customer was using the page. `confirming`: waits for the customer's click.
 */
export type CommandOutcome = "done" | "refused" | "stale" | "customerActing" | "confirming" | "declined";

export interface ViewerStatus {
  readonly phase: ViewerPhase;
  /** Without query and fragment. Comes from the customer's page: show it as text only. */
  readonly pageUrl: string;
  readonly title: string;
  /** The customer's viewport in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly lastOutcome: CommandOutcome | null;
}

export interface ViewerLinkOptions {
  /** Towards the customer; `isControl` payloads need the control scope (binaryFlags.control). */
  send(payload: Uint8Array, isControl: boolean): void;
  onStatus(status: ViewerStatus): void;
}

export interface ViewerLink {
  /** A whole payload from the customer's page, in order. The bytes are copied. */
  deliver(payload: Uint8Array): void;
  /** In a replay: where the agent pointed, as it was sent to the customer's page. */
  showPointing(payload: Uint8Array): void;
  setMode(mode: ViewerMode): void;
  setScale(scale: ViewerScale): void;
  /** At first on: the view goes with the customer's scrolling and pointer. Off: the agent looks around alone. */
  setFollow(isOn: boolean): void;
  /** Above the picture, and the title of a window of its own. */
  setCaption(text: string): void;
  /** The agent's last line, or all of them. */
  erase(what: "last" | "all"): void;
  /** Needs the control scope. A URL is taken relative to the customer's page, same site only. */
  navigate(target: { readonly url: string } | "back" | "reload"): void;
  close(): void;
}
