/** A list that may be a thousand long: beyond a screenful or two only the rows in sight are in the document, and a row is drawn again only when it changed. */
import { memo, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useWindow } from "./use-window.ts";

interface Props<Item> {
  readonly rows: readonly Item[];
  readonly rowId: (item: Item) => string;
  /** The same function each time. */
  readonly draw: (item: Item) => ReactNode;
  /** What scrolls around the list. */
  readonly scrollerSelector: string;
}

/** Shorter lists are simply there. */
const longFrom = 60;

export function LongList<Item>({ rows, rowId, draw, scrollerSelector }: Props<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const [rowHeight, setRowHeight] = useState(56);
  const isLong = rows.length > longFrom;
  useLayoutEffect(() => {
    scroller.current = list.current?.closest<HTMLElement>(scrollerSelector) ?? null;
    const height = list.current?.firstElementChild?.getBoundingClientRect().height;
    if (height) setRowHeight(height);
  }, [scrollerSelector, isLong]);
  const seen = useWindow(scroller, list, rowHeight, rows.length);
  const { first, end } = isLong ? seen : { first: 0, end: rows.length };
  return (
    <ul
      ref={list}
      style={isLong ? { paddingBlock: `${first * rowHeight}px ${(rows.length - end) * rowHeight}px` } : undefined}
    >
      {rows.slice(first, end).map((item, offset) => (
        <Row key={rowId(item)} item={item} draw={draw} place={isLong ? first + offset + 1 : 0} size={rows.length} />
      ))}
    </ul>
  );
}

interface RowProps<Item> {
  readonly item: Item;
  readonly draw: (item: Item) => ReactNode;
  /** From 1; 0: the document says it. */
  readonly place: number;
  readonly size: number;
}

const Row = memo(function Row<Item>({ item, draw, place, size }: RowProps<Item>) {
  return <li {...(place > 0 ? { "aria-posinset": place, "aria-setsize": size } : {})}>{draw(item)}</li>;
}) as <Item>(props: RowProps<Item>) => ReactNode;
