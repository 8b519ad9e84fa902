/** English for what only a call or a wish for one says; fetched with them, so that a chat does not pay for it. */
const en = {
  askCall: "Ask for a call",
  askTitle: "Shall we call you?",
  askLine: "The call comes here, to this page. You choose whether to answer, and whether to show your camera.",
  callMeBack: "Call me back later",
  asked: "You have asked for a call. It comes here as soon as possible.",
  cancelAsked: "Cancel the request",
  askedDeclined: "{name} cannot call just now. You can go on writing, or ask to be called back.",
  backWhen: "When? (optional)",
  backNote: "How do we reach you, and what is it about? (optional)",
  askBack: "Ask for a call-back",
  backSoon: "We call you back as soon as we can.",
  backAt: "We call you back: {time}.",
  cancelBack: "Cancel the call-back",
  close: "Close",
  consentRecord: "Let {name} of {organisation} record this call?",
  recordWhat: "What both of you say is recorded, and in a video call both pictures.",
  recordWhere: "{organisation} stores the recording with this conversation, can play it, and deletes it on schedule.",
  recordStop: "You can stop the recording at any moment. The call goes on in either case.",
  recording: "{name} is recording this call",
  recordingPaused: "Recording is paused",
  stopRecording: "Stop recording",
  heldFor: "Waiting for {name}. Nobody hears you until somebody answers.",
  listens: "{name} (listening)",
  held: "{name} has put you on hold. Nobody hears you until the call goes on.",
  ownWindow: "Keep the call in its own window",
  ownWindowWhy: "Then you may go from page to page without a break in the call.",
  ownWindowBlocked:
    "Your browser did not let the window open. Allow pop-ups for this site, or go on here: the call comes back by itself after each page.",
  elsewhere: "The call goes on in another tab.",
  takeHere: "Move the call here",
  inOwnWindow: "The call is in its own window.",
  showWindow: "Show the window",
};

export default en;
export type CallTextKey = keyof typeof en;
