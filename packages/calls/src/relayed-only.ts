/**
 * What may be told of the way to this end while its address must not show (CALL-09): the relay's own candidates and nothing
 * beside them. The browser is told the same (`iceTransportPolicy`); this holds whatever it makes of that.
 */

/** `null`: not to be told. `raddr`, the address behind a relay, is blanked: not every browser does so (RFC 8839, section 5.1). */
export function relayedCandidate(line: string): string | null {
  return / typ relay\b/.test(line) ? line.replace(/ raddr \S+ rport \d+/, " raddr 0.0.0.0 rport 0") : null;
}

export function relayedDescription(sdp: string): string {
  return sdp.replace(/^a=(candidate:.*)\r?\n/gm, (_, line: string) => {
    const told = relayedCandidate(line);
    return told === null ? "" : `a=${told}\r\n`;
  });
}
