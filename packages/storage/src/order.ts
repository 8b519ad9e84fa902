/** The order of ids, alike in JavaScript, SQLite and PostgreSQL: that of their bytes (ids are ASCII). */
export const byBytes = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
