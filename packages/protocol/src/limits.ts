/** Limits that both ends know. Sizes in bytes or UTF-16 code units as named, times in milliseconds. */

export const protocolVersion = 1;

export const limits = {
  messageChars: 4000,
  nameChars: 80,
  /** Of one agent, workstream or widget (ROUTE-01). */
  skills: 100,
  skillRules: 50,
  leastSkillRelaxMs: 1_000,
  mostSkillRelaxMs: 3_600_000,
  /** Of one widget (CHAT-07). */
  proactiveRules: 20,
  leastProactiveMs: 1_000,
  mostProactiveMs: 3_600_000,
  mostProactiveDays: 3_650,
  proactivePageChars: 300,
  /** As said, and as kept. */
  saidFileNameChars: 300,
  fileNameChars: 120,
  /** Of one attachment, unless and as far as the administrator says otherwise (CHAT-05). */
  attachmentBytes: 10 * 1024 * 1024,
  mostAttachmentBytes: 100 * 1024 * 1024,
  /** Of an image once it is decoded: what a browser has to hold in memory to show it. */
  imagePixels: 50_000_000,
  previewBytes: 200 * 1024,
  previewSide: 640,
  attachmentsInConversation: 200,
  attachmentDays: 365,
  commentChars: 2000,
  idChars: 64,
  /** A text frame, either way. */
  textFrameBytes: 64 * 1024,
  /** A binary frame, either way, header included; longer payloads are cut into pieces. */
  binaryFrameBytes: 64 * 1024,
  /** A whole binary payload after its pieces are joined. */
  binaryPayloadBytes: 16 * 1024 * 1024,
  heartbeatMs: 10_000,
  ringMs: 30_000,
  /** What an administrator may set instead (CALL-05). */
  leastRingMs: 10_000,
  mostRingMs: 120_000,
  /** In one call beside the customer and the primary agent (CALL-11). */
  callGuests: 3,
  /** One piece of a recording, and all of it (CALL-12). */
  recordingChunkBytes: 4 * 1024 * 1024,
  recordingBytes: 2 * 1024 * 1024 * 1024,
  recordingChunks: 50_000,
  /** Of a visual session: the console fetches all of it to play it (VIS-04). */
  visualRecordingBytes: 256 * 1024 * 1024,
  /** How long after its end what is left of a recording may still be sent. */
  recordingTailMs: 300_000,
  recordingDays: 30,
  mostRecordingDays: 3_650,
  /** How long a call waits for a side that lost its connection. */
  callGraceMs: 120_000,
  /** How long a visual session waits for a side that lost its connection. */
  visualGraceMs: 120_000,
  pinMs: 600_000,
  pinTries: 5,
  /** How long a session with somebody else's provider may wait for its customer. */
  providerInviteMs: 3_600_000,
  /** A provider's token, and how old its server's signature may be (VIS-10). */
  providerTokenMs: 600_000,
  providerSkewMs: 300_000,
  providerPinChars: 40,
  urlChars: 2_000,
  pemChars: 8_000,
  /** A site's token for a signed-in customer, and what is taken over from it or from the page (CHAT-08). */
  identityTokenChars: 8_000,
  contextEntries: 20,
  contextNameChars: 64,
  contextValueChars: 500,
  /** A text of the widget that the administrator words otherwise, and how many of a language (CHAT-10). */
  widgetTextChars: 500,
  widgetTexts: 300,
  iconChars: 20 * 1024,
  /** How long a call may wait for an agent of another queue, and then for the media with whoever took it (CALL-11). */
  callTransferMs: 180_000,
  callTakeMs: 30_000,
  /** The pre-chat form (CHAT-04). */
  formFields: 20,
  formOptions: 30,
  formLabelChars: 300,
  formTextChars: 200,
  formLongTextChars: 2_000,
  emailChars: 254,
  offlineMessageDays: 30,
  mostOfflineMessageDays: 365,
  intervalsOfDay: 6,
  holidays: 200,
  /** Transcripts by e-mail, of one conversation. */
  transcriptMails: 3,
  reconnectWindowMs: 180_000,
  agentGraceMs: 150_000,
  /** An answer within this counts for the service level, where a queue sets nothing else (SUP-01). */
  serviceLevelMs: 60_000,
  leastServiceLevelMs: 5_000,
  mostServiceLevelMs: 3_600_000,
  offerMs: 120_000,
  /** Colleagues in a conversation beside its primary agent, and how long one who is asked to consult has (ROUTE-07). */
  participants: 5,
  /** Changes that an import lists; all of them are carried out (ADM-01). */
  importedChanges: 500,
  consultMs: 120_000,
  leastOfferMs: 10_000,
  mostOfferMs: 600_000,
  wrapUpMs: 60_000,
  /** Beside none and for ever (ROUTE-06). */
  leastWrapUpMs: 30_000,
  mostWrapUpMs: 3_600_000,
  mostReconnectWindowMs: 1_800_000,
  mostUnits: 1_000,
  patternChars: 1_000,
  /** Of one masking rule. */
  maskingTests: 50,
} as const;
