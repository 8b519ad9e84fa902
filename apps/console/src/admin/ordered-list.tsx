/** Entries of a setting in their order: moved up and down, taken away, and the last one that was taken away had back. */
import "./asking.css";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../parts/icon-button.tsx";
import { useAdminText } from "./use-administration.ts";

export function OrderedList<Item extends { readonly id: string }>({
  items,
  nameOf,
  onChange,
  children,
}: {
  readonly items: readonly Item[];
  readonly nameOf: (item: Item, at: number) => string;
  readonly onChange: (items: readonly Item[]) => void;
  readonly children: (item: Item, at: number) => ReactNode;
}) {
  const t = useAdminText();
  const [removed, setRemoved] = useState<{ readonly item: Item; readonly at: number } | null>(null);
  const move = (at: number, by: number): void => {
    const next = [...items];
    const [item] = next.splice(at, 1);
    if (item) next.splice(at + by, 0, item);
    onChange(next);
  };
  return (
    <>
      {items.length > 0 && (
        <ol className="form-builder">
          {items.map((item, at) => {
            const name = nameOf(item, at);
            return (
              <li key={item.id}>
                <div className="form-question-head">
                  <strong className="grow breakable">{name}</strong>
                  <IconButton
                    icon="chevronUp"
                    size={16}
                    label={t("form.up", { name })}
                    isDisabled={at === 0}
                    onPress={() => move(at, -1)}
                  />
                  <IconButton
                    icon="chevronDown"
                    size={16}
                    label={t("form.down", { name })}
                    isDisabled={at === items.length - 1}
                    onPress={() => move(at, 1)}
                  />
                  <IconButton
                    icon="close"
                    size={16}
                    label={t("form.remove", { name })}
                    onPress={() => {
                      setRemoved({ item, at });
                      onChange(items.filter((one) => one !== item));
                    }}
                  />
                </div>
                {children(item, at)}
              </li>
            );
          })}
        </ol>
      )}
      <div role="status">
        {removed && !items.some(({ id }) => id === removed.item.id) && (
          <p className="banner banner-info admin-removed">
            <span className="grow breakable">{t("remove.removed", { name: nameOf(removed.item, removed.at) })}</span>
            <Button
              className="button button-small"
              onPress={() => {
                onChange(items.toSpliced(removed.at, 0, removed.item));
                setRemoved(null);
              }}
            >
              {t("save.undo")}
            </Button>
          </p>
        )}
      </div>
    </>
  );
}
