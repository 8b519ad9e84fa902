/** What people say most with one sign, in the order of feelings, hands, things (CHAT-05). */
export const emojis: readonly string[] = Array.from(
  "😀😃😄😁😅😂🙂😉😊😇😍🤩😘😋😜🤔😐🙄😏😌😴😕😟😮😳🥺😢😭😤😠😱😬🤗🤝👍👎👌👏🙏👋💪🎉🎁🌟🔥✅❌❓❗💡📦🚚🛒💳📷📎📞🏠☕💚💛",
);
