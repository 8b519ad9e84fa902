/** The invitation's own words, in English. */
const en = { invitation: "Invitation to chat", accept: "Start chatting", decline: "No, thank you" };

export default en;
export type InviteTextKey = keyof typeof en;
