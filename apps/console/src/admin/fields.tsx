/** The fields of the forms: label, what is meant, and what speaks against the value, tied together for everybody. */
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Checkbox } from "react-aria-components/Checkbox";
import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { FieldError } from "react-aria-components/FieldError";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { NumberField as AriaNumberField } from "react-aria-components/NumberField";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import { Switch } from "react-aria-components/Switch";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { Icon } from "../parts/icon.tsx";

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Null: nothing speaks against it. */
  readonly problem: string | null;
}

function Below({ hint, problem }: Pick<FieldProps, "hint" | "problem">) {
  return (
    <>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </>
  );
}

export function TextField({
  label,
  hint,
  problem,
  value,
  onChange,
  rows = 1,
  ...rest
}: FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly type?: "text" | "email";
  readonly maxLength?: number;
  readonly isRequired?: boolean;
}) {
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      validationBehavior="aria"
      {...rest}
    >
      <Label className="field-label">{label}</Label>
      {rows > 1 ? (
        <TextArea className="field-input" rows={rows} spellCheck={false} />
      ) : (
        <Input className="field-input" />
      )}
      <Below hint={hint} problem={problem} />
    </AriaTextField>
  );
}

/** `unit`: how much of the stored value one step of the shown number is. */
export function NumberField({
  label,
  hint,
  problem,
  value,
  onChange,
  unit = 1,
  unitName,
}: FieldProps & {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly unit?: number;
  readonly unitName: string;
}) {
  return (
    <AriaNumberField
      className="field"
      value={value / unit}
      onChange={(shown) => onChange(Number.isNaN(shown) ? 0 : Math.round(shown * unit))}
      minValue={0}
      isInvalid={problem !== null}
      validationBehavior="aria"
      formatOptions={{ maximumFractionDigits: 1, useGrouping: false }}
    >
      <Label className="field-label">{label}</Label>
      <Group className="field-number">
        <Input className="field-input" />
        <span className="quiet">{unitName}</span>
      </Group>
      <Below hint={hint} problem={problem} />
    </AriaNumberField>
  );
}

export interface Choice<Key extends string> {
  readonly id: Key;
  readonly text: string;
}

export function ChoiceField<Key extends string>({
  label,
  hint,
  problem,
  value,
  choices,
  onChange,
}: FieldProps & {
  readonly value: Key;
  readonly choices: readonly Choice<Key>[];
  readonly onChange: (value: Key) => void;
}) {
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => key !== null && onChange(key as Key)}
      isInvalid={problem !== null}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <Button className="field-input field-select">
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <Icon name="chevronDown" size={16} />
      </Button>
      <Below hint={hint} problem={problem} />
      <Popover className="popover field-choices">
        <ListBox className="menu">
          {choices.map(({ id, text }) => (
            <ListBoxItem key={id} id={id} textValue={text} className="menu-item">
              <span className="grow">{text}</span>
              {id === value && <Icon name="check" size={16} />}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

export function SwitchField({
  label,
  hint,
  value,
  onChange,
}: Omit<FieldProps, "problem"> & { readonly value: boolean; readonly onChange: (value: boolean) => void }) {
  return (
    <div className="field">
      <Switch className="switch" isSelected={value} onChange={onChange}>
        <span className="switch-track" aria-hidden="true" />
        {label}
      </Switch>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
    </div>
  );
}

export function ChecksField<Key extends string>({
  label,
  hint,
  problem,
  value,
  choices,
  onChange,
}: FieldProps & {
  readonly value: readonly Key[];
  readonly choices: readonly Choice<Key>[];
  readonly onChange: (value: readonly Key[]) => void;
}) {
  return (
    <CheckboxGroup
      className="field"
      value={[...value]}
      // In the order of the choices, whatever the order of the clicks.
      onChange={(keys) => onChange(choices.map(({ id }) => id).filter((id) => keys.includes(id)))}
      isInvalid={problem !== null}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <div className="field-checks">
        {choices.map(({ id, text }) => (
          <Checkbox key={id} value={id} className="check">
            <span className="check-box" aria-hidden="true">
              <Icon name="check" size={14} />
            </span>
            {text}
          </Checkbox>
        ))}
      </div>
      <Below hint={hint} problem={problem} />
    </CheckboxGroup>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="form-section" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
