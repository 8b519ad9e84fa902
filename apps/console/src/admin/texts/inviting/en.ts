/** Of invitations that come by rule (CHAT-07). */
export const invitingEn = {
  "section.invite": "Invitations",
  "invite.hint":
    "Who has looked at a page for a while can be invited into the chat. The first rule that fits is the one; one in a visit, never beside a conversation. An invitation closes by itself after a minute.",
  "invite.rule": "Rule {n}",
  "invite.add": "Add a rule",
  "invite.text": "Invitation",
  "invite.page": "On pages",
  "invite.pageHint":
    "Without https:// and what follows ?: shop.example/cart* – the star stands for anything. Empty: every page.",
  "invite.after": "After",
  "invite.scrolled": "Scrolled down at least",
  "invite.scrolledHint": "0: it does not matter.",
  "invite.again": "Not again to the same visitor for",
  "invite.againHint": "0: at the next visit it may come again.",
  "invite.absence": "Also while nobody is there",
  "invite.absenceHint": "Otherwise it comes only while you are open and an agent has room.",
  "invite.show": "Show in the preview",
  "invite.try": "Try the rules",
  "invite.tryAddress": "Address of a page",
  "invite.tryNoAddress": "This is not an address.",
  "invite.tryAfter": "Looked at for",
  "invite.tryScrolled": "Scrolled down",
  "invite.tryThere": "An agent has room",
  "invite.tryDue": "This one comes: {name}",
  "invite.tryNone": "None comes.",
  "problem.notAPage": "A host and a path, without https:// and without ? or #: shop.example/cart*",
} as const;
