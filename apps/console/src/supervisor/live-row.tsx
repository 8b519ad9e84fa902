/** One row of a live table. It is drawn again only when its item, its place or the columns are others. */
import { memo } from "react";
import type { LiveColumn } from "./live-table.tsx";

interface Props<Item, Id extends string> {
  readonly item: Item;
  readonly id: string;
  readonly name: string;
  /** Counted from 0, without the header. */
  readonly index: number;
  readonly height: number;
  readonly template: string;
  readonly columns: readonly LiveColumn<Item, Id>[];
  /** Where Tab comes in. */
  readonly isCurrent: boolean;
  readonly canOpen: boolean;
}

function RowView<Item, Id extends string>(props: Props<Item, Id>) {
  const { item, id, name, index, height, template, columns, isCurrent, canOpen } = props;
  return (
    <div
      role="row"
      className="live-row"
      aria-rowindex={index + 2}
      aria-label={name}
      data-row={id}
      data-can-open={canOpen || undefined}
      tabIndex={isCurrent ? 0 : -1}
      style={{ blockSize: height, gridTemplateColumns: template, transform: `translateY(${index * height}px)` }}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role={column.isRowHeader ? "rowheader" : "gridcell"}
          className="live-cell"
          data-column={column.id}
          {...(column.hasButtons ? {} : { tabIndex: -1 })}
        >
          {column.cell(item)}
        </div>
      ))}
    </div>
  );
}

export const LiveRow = memo(RowView) as typeof RowView;
