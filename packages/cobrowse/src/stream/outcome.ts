/** What became of a command, as numbers on the wire. Import as `outcome`; the names are those of `CommandOutcome`. */

export const done = 0;
export const refused = 1;
export const stale = 2;
export const customerActing = 3;
export const confirming = 4;
export const declined = 5;
