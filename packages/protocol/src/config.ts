/** The administrator's settings, as stored (ADM-01, first form). */
import type { AttachmentRules } from "./attachments.ts";
import type { VisualKind } from "./events.ts";
import type { FormField, LocalTexts, OfflineMessageConfig, SurveyConfig } from "./form.ts";
import type { HoursConfig } from "./hours.ts";
import type { ProactiveRule } from "./proactive.ts";
import type {
  AgentId,
  HoursId,
  MaskingId,
  PresenceId,
  ProviderId,
  QueueId,
  QuickReplyId,
  SkillId,
  WidgetId,
  WorkstreamId,
} from "./ids.ts";
import type { BasePresence, Locale, Role, Side } from "./people.ts";

export type CallsAllowed = "none" | "voice" | "voiceAndVideo";
/** May a co-browse or a shared screen be recorded, with the customer's consent each time (VIS-04)? */
export type VisualRecordingAllowed = "off" | "allowed";
/** `null`: no provider chosen, so no icon (VIS-01). */
export type ProviderChoice = ProviderId | "builtin" | null;

/** By which way a provider tells what happens: its page to the console around it, or its server to ours, signed (VIS-10). */
export type ProviderChannel = "page" | "callback";

/** The manifest of somebody else's product for co-browsing or screen sharing (VIS-10). */
export interface ProviderConfig {
  readonly id: ProviderId;
  readonly name: string;
  /** A picture as a `data:` address; null: ours. */
  readonly icon: string | null;
  /** Languages of its pages, the fallback first: `en`, `pt-BR`. */
  readonly locales: readonly string[];
  readonly capabilities: readonly VisualKind[];
  /** Where the agent's page opens. A window is not tied to the console: it can tell nothing itself. */
  readonly opensIn: "frame" | "window";
  /** Address of the agent's page, with the placeholders of `core/provider/template.ts`. */
  readonly urlTemplate: string;
  /** Hosts that a customer may be sent to: `join.example.com`, or `*.example.com` for all below. */
  readonly joinHosts: readonly string[];
  /** Empty: the agent says by hand what the provider's page shows. */
  readonly events: readonly ProviderChannel[];
  /** Another number makes another secret for the callback; absent: 1. */
  readonly secretVersion?: number;
  /** From which of the presets it was made. */
  readonly preset?: string;
}

/** Through which relays media goes; what is left out is the next one's to say: queue, then widget, then deployment (CALL-09). */
export interface MediaChoice {
  /** A region's name in the deployment's relay settings. */
  readonly mediaRegion?: string;
  /** All media through the region's relays. */
  readonly isRelayOnly?: boolean;
}

export interface WidgetConfig extends MediaChoice {
  readonly id: WidgetId;
  readonly name: string;
  /** Exact origins, such as `https://shop.example`; nobody else may open a conversation or be mirrored. */
  readonly allowedOrigins: readonly string[];
  readonly workstreamId: WorkstreamId;
  readonly calls: CallsAllowed;
  readonly cobrowse: ProviderChoice;
  readonly screenShare: ProviderChoice;
  /** How long a call rings, 10-120 s; absent: 30 s (CALL-05). */
  readonly ringMs?: number;
  /** The customer may ask for a call or a call-back (CALL-10); absent: not. */
  readonly customerMayAskCall?: boolean;
  /** The customer sees who listens to a call or whispers in it (CALL-11); absent: not. */
  readonly customerSeesListeners?: boolean;
  /** Calls may be recorded, with consent (CALL-12); absent: not. */
  readonly mayRecord?: boolean;
  /** How long a recording is kept; absent: `limits.recordingDays`. */
  readonly recordingDays?: number;
  /** What an agent may see of a page, one rule a line (VIS-05; core's `viewing-rules.ts`); absent: the default masking alone. */
  readonly viewingRules?: readonly string[];
  /** Absent: off. */
  readonly visualRecording?: VisualRecordingAllowed;
  /** How long a recording of a visual session is kept; absent: `limits.recordingDays`. */
  readonly visualRecordingDays?: number;
  /**
   * How a call outlives page loads of the site (CALL-08): the next page in a frame, so that no sound is lost, and where that cannot be, as
   * `window`; real page loads, with the call in a window of its own if the customer likes; or real page loads alone. Absent: `shell`.
   */
  readonly callContinuity?: "shell" | "window" | "rejoin";
  /** When a visitor is invited without having asked (CHAT-07), the first that fits; absent or empty: never. */
  readonly proactive?: readonly ProactiveRule[];
  /** Which files may be sent (CHAT-05); absent: core's `usualAttachmentRules`. */
  readonly attachments?: AttachmentRules;
  /** CSS colour of the launcher and the header, `#rrggbb`. */
  readonly color: string;
  readonly locales: readonly Locale[];
  /** The organisation's name as customers see it. */
  readonly organisation: string;
  /** Asked before a conversation (CHAT-04); absent or empty: a name, if the customer likes. */
  readonly form?: readonly FormField[];
  /** Absent: no message can be left while closed. */
  readonly offlineMessage?: OfflineMessageConfig;
  /** Absent: on, with our question. */
  readonly survey?: SurveyConfig;
  /** The widget's texts that the administrator words otherwise (CHAT-10), by language and the text's key. */
  readonly texts?: Readonly<Partial<Record<Locale, Readonly<Record<string, string>>>>>;
  /** How the site says who its signed-in customers are (CHAT-08); absent: it does not. */
  readonly identity?: IdentityConfig;
  /** What every conversation of this widget asks of its agent, beside the workstream's (ROUTE-01). */
  readonly skillIds?: readonly SkillId[];
  /** What a conversation asks for because of what is known of it. */
  readonly skillRules?: readonly SkillRule[];
}

/** A conversation of which this is true asks for that skill. A variable of the page is as the page tells it, unless the site's token does. */
export type SkillRule = { readonly skillId: SkillId } & (
  | { readonly source: "answer"; readonly fieldId: string; readonly optionId: string }
  | { readonly source: "context"; readonly name: string; readonly value: string }
  | { readonly source: "locale"; readonly locale: Locale }
);

/** What some agents can and others cannot: a language, a product (ROUTE-01). */
export interface SkillConfig {
  readonly id: SkillId;
  readonly name: string;
}

/** A presence of the organisation's own, that agents choose (ROUTE-05). */
export interface PresenceConfig {
  readonly id: PresenceId;
  /** Where there is none in the reader's language. */
  readonly name: string;
  readonly names: LocalTexts;
  /** What it counts as, and becomes when it is removed. */
  readonly base: BasePresence;
  /** Conversations are offered. */
  readonly takesOffers: boolean;
}

/** Whose tokens are believed: RS256 or ES256 by these keys alone, for this audience and not yet expired (RFC 7519). */
export interface IdentityConfig {
  readonly issuer: string;
  readonly audience: string;
  /** An address of a key set (RFC 7517; the token names its key by `kid`), or one public key in PEM (SPKI). */
  readonly keys: { readonly kind: "jwks"; readonly url: string } | { readonly kind: "pem"; readonly pem: string };
}

export interface WorkstreamConfig {
  readonly id: WorkstreamId;
  readonly name: string;
  readonly queueId: QueueId;
  /** Capacity units that one conversation takes (ROUTE-02). */
  readonly units: number;
  readonly distribution: "push" | "pick";
  readonly offerMs: number;
  readonly wrapUpMs: number;
  readonly reconnectWindowMs: number;
  /** When conversations can be opened (CHAT-04), unless the queue says so itself; absent: always. */
  readonly hoursId?: HoursId;
  /** The primary agent is not told of who monitors (ROUTE-07). Absent: told. */
  readonly hidesMonitors?: boolean;
  /** What every conversation asks of its agent (ROUTE-01). */
  readonly skillIds?: readonly SkillId[];
  /** After so long a wait anybody in the queue will do; absent: never. */
  readonly skillRelaxMs?: number;
}

export interface QueueConfig extends MediaChoice {
  readonly id: QueueId;
  readonly name: string;
  readonly agentIds: readonly AgentId[];
  /** How soon an answer is in time (SUP-01); absent: `limits.serviceLevelMs`. */
  readonly serviceLevelMs?: number;
  /** When somebody is here; counts before the workstream's. */
  readonly hoursId?: HoursId;
}

export interface AgentConfig {
  readonly id: AgentId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Capacity units in all. */
  readonly limit: number;
  /** Absent: none. */
  readonly skillIds?: readonly SkillId[];
}

/** What is known by its shape and check digit. */
export type MaskedByNature = "card" | "email" | "finnishId" | "swedishId";

/** What is masked in people's words before they are stored (CHAT-06). */
export interface MaskingConfig {
  readonly id: MaskingId;
  readonly name: string;
  readonly isOn: boolean;
  readonly what: MaskedByNature | "pattern";
  /** Of `pattern`: a regular expression in RE2's syntax. */
  readonly pattern?: string;
  /** Of `pattern`; absent: upper and lower case are the same. */
  readonly isCaseSensitive?: boolean;
  /** Whose words. */
  readonly appliesTo: Side | "both";
  /** What the rule must do to these texts, checked whenever it is put. */
  readonly tests: readonly { readonly text: string; readonly expected: string }[];
}

/** A text that agents put into the composer by `/` and its name (CHAT-05). */
export interface QuickReplyConfig {
  readonly id: QuickReplyId;
  /** What is typed after `/`: one word. */
  readonly name: string;
  /** `{customer}` and `{agent}` become the names of the two. */
  readonly text: string;
  /** Null: for customers of any language. */
  readonly locale: Locale | null;
}

export interface ConfigByKind {
  skill: SkillConfig;
  presence: PresenceConfig;
  provider: ProviderConfig;
  quickReply: QuickReplyConfig;
  masking: MaskingConfig;
  widget: WidgetConfig;
  workstream: WorkstreamConfig;
  queue: QueueConfig;
  agent: AgentConfig;
  hours: HoursConfig;
}
export type ConfigKind = keyof ConfigByKind;

/** All settings, and what the deployment offers them: the answer of `GET /api/admin/configuration`. */
export type Configuration = { readonly [Kind in ConfigKind]: readonly ConfigByKind[Kind][] } & {
  /** Media regions of the deployment, its default first (CALL-09); empty: no relays. */
  readonly mediaRegions: readonly string[];
  /** The console's own: no provider may live there. */
  readonly ownOrigins: readonly string[];
};

/** What speaks against a setting; `field` is a property of the setting. */
export interface SettingProblem {
  readonly field: string;
  readonly problem: SettingProblemKind;
  /** Of `outOfRange`, in the setting's own unit. */
  readonly least?: number;
  readonly most?: number;
  /** Which entry, of a field that is a list; of `missingIn` the language. */
  readonly entry?: string;
}
export type SettingProblemKind =
  | "missing"
  | "notAnOrigin"
  | "notAColor"
  | "notAnEmail"
  | "outOfRange"
  | "taken"
  | "unknown"
  | "lastAdministrator"
  | "notAPattern"
  | "matchesEmpty"
  | "testFails"
  | "notOneWord"
  | "notAViewingRule"
  | "notAnAddress"
  | "unknownPlaceholder"
  | "placeholderInOrigin"
  | "nameInPath"
  | "ownOrigin"
  | "notAnImage"
  | "notAHost"
  | "notALanguage"
  | "notCapable"
  | "notInWindow"
  | "notAPublicKey"
  | "notATimeZone"
  | "notADate"
  | "notAnInterval"
  | "overlap"
  | "missingIn"
  | "noOptions"
  | "doubled"
  | "notAPage";

/** Why a setting stays. `names`: of what needs it. */
export interface RemovalProblem {
  readonly problem: "needed" | "underWay" | "lastAdministrator";
  readonly names: readonly string[];
}

/** All settings in one file, as exported and imported. */
export type SettingsFile = { readonly [Kind in ConfigKind]: readonly ConfigByKind[Kind][] } & {
  readonly rinnallaSettings: 1;
};

export interface ImportedProblem extends SettingProblem {
  readonly kind: ConfigKind;
  readonly name: string;
}

/** What an import has done, or would do. */
export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly problems: readonly ImportedProblem[];
  /** What they are, in the order in which they are written; the first `limits.importedChanges` of them. */
  readonly changes: readonly ImportedChange[];
}

export interface ImportedChange {
  readonly kind: ConfigKind;
  readonly id: string;
  readonly name: string;
  /** Null: the setting is new. Values as short text; null: there is none. */
  readonly fields:
    | readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
    | null;
}
