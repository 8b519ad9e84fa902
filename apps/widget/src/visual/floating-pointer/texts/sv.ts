import type { WindowTextKey } from "./en.ts";

const sv: Record<WindowTextKey, string> = {
  show: "Visa pekaren",
  showLong: "Visa i ett litet fönster var {name} pekar",
};

export default sv;
