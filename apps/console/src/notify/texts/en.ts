/** Words of news and of how an agent is told (CHAT-10). */
export const notifyEn = {
  "nav.notify": "Notifications…",
  "notify.title": "Notifications",
  "notify.text":
    "You are told of what is offered to you, of messages in conversations that you are not looking at, of calls that are asked for, and of what colleagues and supervisors ask of you. Several tabs tell a thing once.",
  "notify.sound": "Sound",
  "notify.soundHint": "In this browser. A browser lets a page sound only after you have clicked in it.",
  "notify.desktop": "Desktop notifications",
  "notify.desktopHint":
    "While no window of the console is in front. When you switch them on, your browser asks once whether this console may show them.",
  "notify.denied":
    "Your browser does not let this console show notifications. Allow them for this site in the browser’s settings (beside the address), then switch them on here.",
  "notify.missing": "This browser cannot show desktop notifications.",
  "notify.names": "Names and messages in them",
  "notify.namesHint":
    "A locked screen, or a shared one, may show them to anybody. Otherwise they only say what kind of thing it is.",
  "notify.try": "Try",
  "notify.close": "Done",
  "notify.sample": "This is how it looks",
  "notify.offer": "A conversation is offered to you",
  "notify.transfer": "A colleague hands a conversation to you",
  "notify.consult": "A colleague asks for your advice",
  "notify.callInvite": "A colleague asks you into a call",
  "notify.callAsked": "A customer asks for a call",
  "notify.assigned": "A conversation was assigned to you",
  "notify.message": "A new message",
  "notify.named": "{what}: {name}",
  "notify.file": "A file",
} as const;
