/** The rules of what an agent may see, apart from capture: for the administrator's tester (VIS-05). */
export { createSecrecy, isField, isSensitive, type Field, type FieldDegree } from "./capture/secrecy.ts";
export { createLabelRules } from "./labels/label-rules.ts";
