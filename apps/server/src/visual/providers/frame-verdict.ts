/** Whether a page lets itself be framed by the console, as its own headers say (CSP level 3, `frame-ancestors`; X-Frame-Options). */

export interface FrameVerdict {
  readonly isAllowed: boolean;
  /** The header that refuses, with its value. */
  readonly by: string | null;
}

/** `page` and `parent`: origins. `frame-ancestors`, where it is said, counts instead of X-Frame-Options. */
export function frameVerdict(headers: Headers, page: string, parent: string): FrameVerdict {
  const policies = (headers.get("content-security-policy") ?? "").split(",");
  const lists = policies.flatMap((policy) => {
    const directive = policy.split(";").find((part) => /^\s*frame-ancestors(\s|$)/i.test(part));
    return directive === undefined ? [] : [directive.trim()];
  });
  const refusing = lists.find(
    (list) =>
      !list
        .split(/\s+/)
        .slice(1)
        .some((source) => matches(source, page, parent)),
  );
  if (refusing !== undefined) return { isAllowed: false, by: `content-security-policy: ${refusing}` };
  if (lists.length > 0) return { isAllowed: true, by: null };
  const options = headers.get("x-frame-options")?.trim() ?? "";
  // Anything else is no value of that header, and browsers pass over it.
  const isRefused = /^deny$/i.test(options) || (/^sameorigin$/i.test(options) && page !== parent);
  return { isAllowed: !isRefused, by: isRefused ? `x-frame-options: ${options}` : null };
}

function matches(source: string, page: string, parent: string): boolean {
  const { protocol, hostname, port } = new URL(parent);
  const wanted = source.toLowerCase();
  if (wanted === "'none'") return false;
  if (wanted === "'self'") return page === parent;
  if (wanted === "*") return true;
  if (/^[a-z][a-z0-9+.-]*:$/.test(wanted)) return isScheme(wanted, protocol);
  const found = /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+|\*))?(?:\/.*)?$/.exec(
    wanted,
  );
  if (!found) return false;
  const [, scheme, host = "", wantedPort] = found;
  if (!isScheme(scheme ?? new URL(page).protocol, protocol)) return false;
  const isHost = host === "*" || host === hostname || (host.startsWith("*.") && hostname.endsWith(host.slice(1)));
  return isHost && (wantedPort === "*" || (wantedPort ?? "") === port);
}

/** What asks for HTTP is content with HTTPS. */
function isScheme(wanted: string, protocol: string): boolean {
  return wanted === protocol || (wanted === "http:" && protocol === "https:");
}
