/** The administrator's preview, in English. */
const en = {
  title: "Show this page to {name}?",
  about:
    "{name}, who administers the chat of {organisation}, opened it to see what agents would see of it. If that is not you, close this page.",
  show: "Show the page",
  bar: "Preview: {name} sees this page as an agent would",
  barName: "Preview",
  stop: "End the preview",
  over: "The preview has ended. A new one begins in the administration.",
};

export default en;
export type PreviewTextKey = keyof typeof en;
