/** Where a key leads in a table, by the pattern of a grid: rows up and down, within a row its cells and buttons (SUP-01). */
export interface TablePlace {
  /** -1: the header. */
  readonly row: number;
  /** Which stop within the row; -1: the row as a whole. */
  readonly stop: number;
}

export interface TableShape {
  readonly rows: number;
  /** Rows that fit into the view. */
  readonly page: number;
  /** Stops in the row that has the focus. */
  readonly stops: number;
  /** Whether the header has something to press. */
  readonly hasHeaderStops: boolean;
}

/** Null: the key is not the table's. */
export function placeAfter(key: string, { row, stop }: TablePlace, shape: TableShape): TablePlace | null {
  const last = shape.rows - 1;
  const to = (next: number): TablePlace | null => {
    if (next < 0 && shape.hasHeaderStops) return { row: -1, stop: Math.max(0, stop) };
    if (last < 0) return null;
    // From the header one comes to a row as a whole.
    return { row: Math.min(last, Math.max(0, next)), stop: row < 0 ? -1 : stop };
  };
  const lowest = row < 0 ? 0 : -1;
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return row < 0 ? { row, stop } : to(row - 1);
    case "ArrowRight":
      return { row, stop: Math.min(shape.stops - 1, stop + 1) };
    case "ArrowLeft":
      return { row, stop: Math.max(lowest, stop - 1) };
    case "Home":
      return to(0);
    case "End":
      return to(last);
    case "PageDown":
      return to(Math.max(0, row) + shape.page);
    case "PageUp":
      return to(Math.max(0, row - shape.page));
    default:
      return null;
  }
}
