/**
 * A table of which only what is in sight is in the document (React Aria's Virtualizer), so that a thousand rows cost what thirty do. One
 * stop for Tab, arrows within, columns that sort. Cells read what runs by themselves, so that a row is drawn again only when it changed.
 */
import { Cell, Column, ResizableTableContainer, Row, Table, TableBody, TableHeader } from "react-aria-components/Table";
import { TableLayout, Virtualizer } from "react-aria-components/Virtualizer";
import type { ReactNode } from "react";
import { Icon } from "../parts/icon.tsx";

export interface LiveColumn<Item, Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** The title is for assistive technology alone. */
  readonly isTitleHidden?: boolean;
  readonly isRowHeader?: boolean;
  readonly isSortable?: boolean;
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
  readonly onOpen?: (item: Item) => void;
  readonly emptyText: string;
  readonly rowHeight?: number;
}

export function LiveTable<Item extends object, Id extends string>(props: Props<Item, Id>) {
  const { label, columns, rows, rowId, rowName, order, onOrder, onOpen, emptyText, rowHeight = 44 } = props;
  const open =
    onOpen &&
    ((key: string | number) => {
      const item = rows.find((one) => rowId(one) === key);
      if (item) onOpen(item);
    });
  return (
    <ResizableTableContainer className="live-table-frame">
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight: 36 }}>
        <Table
          className="live-table"
          aria-label={label}
          {...(open ? { onRowAction: open } : {})}
          {...(order
            ? { sortDescriptor: { column: order.column, direction: order.isDescending ? "descending" : "ascending" } }
            : {})}
          {...(onOrder
            ? {
                onSortChange: ({ column, direction }) =>
                  onOrder({ column: column as Id, isDescending: direction === "descending" }),
              }
            : {})}
        >
          <TableHeader className="live-table-head">
            {columns.map(({ id, title, isTitleHidden, isRowHeader = false, isSortable = false, minWidth, share }) => (
              <Column
                key={id}
                id={id}
                className="live-column"
                isRowHeader={isRowHeader}
                allowsSorting={isSortable}
                minWidth={minWidth}
                width={share === undefined ? minWidth : `${share}fr`}
              >
                {({ sortDirection }) => (
                  <>
                    <span className={isTitleHidden ? "visually-hidden" : undefined}>{title}</span>
                    {sortDirection && (
                      <span className="live-sort" data-direction={sortDirection}>
                        <Icon name="chevronDown" size={13} />
                      </span>
                    )}
                  </>
                )}
              </Column>
            ))}
          </TableHeader>
          <TableBody
            items={rows}
            dependencies={[columns]}
            renderEmptyState={() => <p className="live-table-empty">{emptyText}</p>}
          >
            {(item) => (
              <Row id={rowId(item)} className="live-row" textValue={rowName(item)}>
                {columns.map((column) => (
                  <Cell key={column.id} className="live-cell">
                    {column.cell(item)}
                  </Cell>
                ))}
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </ResizableTableContainer>
  );
}
