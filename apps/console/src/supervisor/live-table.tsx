/**
 * A table of which only the rows in sight are in the document, so that a thousand cost what thirty do (SUP-01). One stop for Tab; arrows, Home,
 * End and the page keys within; columns that sort. The row with the focus stays in the document wherever it moves, so that a change never takes
 * the keyboard away; when it goes, the next one gets it. Cells read what runs by themselves.
 */
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWindow } from "../parts/use-window.ts";
import { LiveRow } from "./live-row.tsx";
import { placeAfter } from "./table-keys.ts";

export interface LiveColumn<Item, Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** The title is for assistive technology alone. */
  readonly isTitleHidden?: boolean;
  readonly isRowHeader?: boolean;
  readonly isSortable?: boolean;
  /** Its buttons are stops of their own, with tabindex -1. */
  readonly hasButtons?: boolean;
  /** In pixels at least, and its share of what is left. */
  readonly minWidth: number;
  readonly share?: number;
  readonly cell: (item: Item) => ReactNode;
}

export interface LiveOrder<Id extends string> {
  readonly column: Id;
  readonly isDescending: boolean;
}

interface Props<Item extends object, Id extends string> {
  readonly label: string;
  /** Other columns draw all rows again. */
  readonly columns: readonly LiveColumn<Item, Id>[];
  readonly rows: readonly Item[];
  readonly rowId: (item: Item) => string;
  readonly rowName: (item: Item) => string;
  readonly order?: LiveOrder<Id>;
  readonly onOrder?: (order: LiveOrder<Id>) => void;
  /** By a click on the row. */
  readonly onOpen?: (item: Item) => void;
  /** By Enter, the right button or the menu key; `anchor` is where the menu belongs. */
  readonly onMenu?: (item: Item, anchor: HTMLElement) => void;
  readonly emptyText: string;
  readonly rowHeight?: number;
}

const headHeight = 36;

export function LiveTable<Item extends object, Id extends string>(props: Props<Item, Id>) {
  const { label, columns, rows, rowId, rowName, order, onOrder, onOpen, onMenu, emptyText, rowHeight = 44 } = props;
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { first, end } = useWindow(grid, body, rowHeight, rows.length);
  const [current, setCurrent] = useState<string | null>(null);
  const known = useRef({ hasFocus: false, wanted: null as number | null });

  const found = current === null ? -1 : rows.findIndex((row) => rowId(row) === current);
  // Gone: its place is the next one's.
  const [place, setPlace] = useState(0);
  if (found >= 0 && found !== place) setPlace(found);
  const at = found >= 0 ? found : Math.min(place, rows.length - 1);
  const template = columns
    .map(({ minWidth, share }) => (share === undefined ? `${minWidth}px` : `minmax(${minWidth}px, ${share}fr)`))
    .join(" ");
  const width = columns.reduce((sum, { minWidth }) => sum + minWidth, 0);

  const rowAt = (index: number): HTMLElement | null => {
    const item = rows[index];
    return item ? (grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId(item))}"]`) ?? null) : null;
  };
  const stopsOf = (row: HTMLElement | null): HTMLElement[] => [
    ...(row?.querySelectorAll<HTMLElement>("button:not(:disabled), .live-cell[tabindex]") ?? []),
  ];
  const headRow = (): HTMLElement | null =>
    grid.current?.querySelector<HTMLElement>(".live-table-head > [role=row]") ?? null;

  useLayoutEffect(() => {
    const { wanted, hasFocus } = known.current;
    if (wanted !== null) {
      known.current.wanted = null;
      const row = rowAt(at);
      (stopsOf(row)[wanted] ?? row)?.focus({ preventScroll: true });
    } else if (hasFocus && document.activeElement === document.body) {
      // Its row was taken out while it held the focus.
      const row = rowAt(at);
      if (row) row.focus({ preventScroll: true });
      else known.current.hasFocus = false;
    }
  });

  const goTo = (index: number, stop: number): void => {
    const scroller = grid.current;
    const item = rows[index];
    if (!scroller || !item) return;
    const seen = scroller.clientHeight - headHeight;
    if (index * rowHeight < scroller.scrollTop) scroller.scrollTop = index * rowHeight;
    else if ((index + 1) * rowHeight > scroller.scrollTop + seen) scroller.scrollTop = (index + 1) * rowHeight - seen;
    const row = rowAt(index);
    if (row && rowId(item) === current) return (stopsOf(row)[stop] ?? row).focus({ preventScroll: true });
    known.current.wanted = stop;
    setCurrent(rowId(item));
  };

  const itemOf = (target: EventTarget): Item | undefined => {
    const id = (target as Element).closest<HTMLElement>("[data-row]")?.dataset["row"];
    return id === undefined ? undefined : rows.find((row) => rowId(row) === id);
  };
  const openMenu = (item: Item): void => {
    const row = rowAt(rows.indexOf(item));
    if (row) onMenu?.(item, row.querySelector<HTMLElement>("[data-more]") ?? row);
  };

  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>("[role=row]");
    if (!row || !grid.current?.contains(row)) return;
    const isHead = row.dataset["row"] === undefined;
    const item = itemOf(target);
    if (onMenu && item && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) {
      event.preventDefault();
      return openMenu(item);
    }
    if (onMenu && item && event.key === "Enter" && target.localName !== "button") {
      event.preventDefault();
      return openMenu(item);
    }
    const stops = stopsOf(row);
    const next = placeAfter(
      event.key,
      { row: isHead ? -1 : at, stop: stops.indexOf(target) },
      {
        rows: rows.length,
        page: Math.max(1, Math.floor((grid.current.clientHeight - headHeight) / rowHeight) - 1),
        stops: stops.length,
        hasHeaderStops: stopsOf(headRow()).length > 0,
      },
    );
    if (!next || event.shiftKey) return;
    event.preventDefault();
    if (next.row >= 0) return goTo(next.row, next.stop);
    const heads = stopsOf(headRow());
    heads[Math.min(next.stop, heads.length - 1)]?.focus();
  };

  const click = (event: MouseEvent): void => {
    const item = itemOf(event.target);
    if (item && onOpen && !(event.target as Element).closest("button")) onOpen(item);
  };

  const sortBy = ({ id }: LiveColumn<Item, Id>): void =>
    onOrder?.({ column: id, isDescending: order?.column === id && !order.isDescending });
  const shown = rows.slice(first, end).map((item, offset) => ({ item, index: first + offset }));
  if (at >= 0 && (at < first || at >= end) && rows[at]) shown.push({ item: rows[at], index: at });
  return (
    <div className="live-table-frame">
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        className="live-table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        onKeyDown={press}
        onClick={click}
        onContextMenu={(event) => {
          const item = onMenu && itemOf(event.target);
          if (!item) return;
          event.preventDefault();
          openMenu(item);
        }}
        onFocus={(event) => {
          known.current.hasFocus = true;
          const id = event.target.closest<HTMLElement>("[data-row]")?.dataset["row"];
          if (id !== undefined) setCurrent(id);
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) known.current.hasFocus = false;
        }}
      >
        <div role="rowgroup" className="live-table-head" style={{ blockSize: headHeight, minInlineSize: width }}>
          <div role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
            {columns.map((column, index) => {
              const { id, title, isTitleHidden, isSortable } = column;
              const direction = order?.column !== id ? undefined : order.isDescending ? "descending" : "ascending";
              return (
                <div key={id} role="columnheader" className="live-column" aria-sort={direction}>
                  {isSortable ? (
                    <button
                      type="button"
                      className="live-sort-button"
                      // Without rows Tab would find nothing here.
                      tabIndex={rows.length === 0 && index === 0 ? 0 : -1}
                      onClick={() => sortBy(column)}
                    >
                      <span>{title}</span>
                      {direction && (
                        <span className="live-sort" data-direction={direction}>
                          <Icon name="chevronDown" size={13} />
                        </span>
                      )}
                    </button>
                  ) : (
                    <span className={isTitleHidden ? "visually-hidden" : undefined}>{title}</span>
                  )}
                </div>
              );
            })}
          </div>
        </div>
        <div
          ref={body}
          role="rowgroup"
          className="live-table-body"
          style={{ blockSize: rows.length * rowHeight, minInlineSize: width }}
        >
          {shown.map(({ item, index }) => (
            <LiveRow
              key={rowId(item)}
              item={item}
              id={rowId(item)}
              name={rowName(item)}
              index={index}
              height={rowHeight}
              template={template}
              columns={columns}
              isCurrent={index === Math.max(0, at)}
              canOpen={onOpen !== undefined}
            />
          ))}
        </div>
      </div>
      {rows.length === 0 && <p className="live-table-empty">{emptyText}</p>}
    </div>
  );
}
