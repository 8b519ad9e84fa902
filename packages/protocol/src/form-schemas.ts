/** The shapes of what is asked around a conversation, as settings and as answers (CHAT-04). */
import { Type } from "typebox";
import { closed, Id } from "./fields.ts";
import { limits } from "./limits.ts";

const partId = Id<string>();
export const LocalTextsSchema = (maxLength: number) => {
  const text = Type.Optional(Type.String({ maxLength }));
  return Type.Object({ en: text, fi: text, sv: text }, closed);
};
const labels = LocalTextsSchema(limits.formLabelChars);

export const FormSchema = Type.Array(
  Type.Object(
    {
      id: partId,
      kind: Type.Union([
        Type.Literal("text"),
        Type.Literal("longText"),
        Type.Literal("options"),
        Type.Literal("consent"),
      ]),
      labels,
      isRequired: Type.Boolean(),
      holds: Type.Optional(Type.Union([Type.Literal("name"), Type.Literal("email")])),
      maxChars: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      options: Type.Optional(Type.Array(Type.Object({ id: partId, labels }, closed), { maxItems: limits.formOptions })),
    },
    closed,
  ),
  { maxItems: limits.formFields },
);

const asked = Type.Union([Type.Literal("no"), Type.Literal("optional"), Type.Literal("required")]);
export const OfflineMessageSchema = Type.Object(
  { name: asked, email: asked, days: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })) },
  closed,
);

export const SurveySchema = Type.Object(
  { isOn: Type.Boolean(), question: Type.Optional(LocalTextsSchema(limits.formLabelChars)) },
  closed,
);

const interval = Type.Object(
  { from: Type.Integer({ minimum: 0, maximum: 2_880 }), to: Type.Integer({ minimum: 0, maximum: 2_880 }) },
  closed,
);
const intervals = Type.Array(interval, { maxItems: limits.intervalsOfDay });
export const weekSchema = Type.Array(intervals, { minItems: 7, maxItems: 7 });
export const holidaysSchema = Type.Array(
  Type.Object(
    { date: Type.String({ maxLength: 10 }), name: Type.String({ maxLength: limits.nameChars }), intervals },
    closed,
  ),
  { maxItems: limits.holidays },
);

export const AnswersSchema = Type.Array(
  Type.Union([
    Type.Object({ fieldId: partId, text: Type.String({ maxLength: limits.messageChars }) }, closed),
    Type.Object({ fieldId: partId, optionId: partId }, closed),
    Type.Object({ fieldId: partId, isAgreed: Type.Literal(true) }, closed),
  ]),
  { maxItems: limits.formFields },
);
export const EmailSchema = Type.String({
  minLength: 3,
  maxLength: limits.emailChars,
  pattern: '^[^\\s@<>,;"]+@[^\\s@<>,;"]+$',
});
