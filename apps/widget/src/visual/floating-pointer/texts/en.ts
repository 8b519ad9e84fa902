/** English for the window that shows the agent's pointer over another window or the whole screen. */
const en = {
  show: "Show the pointer",
  showLong: "Show where {name} points, in a small window",
};

export default en;
export type WindowTextKey = keyof typeof en;
