export { createLabelRules } from "./label-rules.ts";
