/** The customer's own look, in English. */
const en = {
  show: "Preview",
  showLong: "Show what {name} sees",
  showBefore: "Show what {name} would see",
  hide: "Close the preview",
  blocked: "Your browser did not open the window. Allow windows of this site, then press again.",
  caption: "This is what {name} sees of your page",
  captionPaused: "On this page {name} sees nothing",
  captionComing: "One moment…",
};

export default en;
export type OwnViewTextKey = keyof typeof en;
