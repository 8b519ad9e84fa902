/** Whether a page of this site may hold another in a frame, by what both say in their headers. `null`: it could not be asked. */
export async function mayFrame(url: string): Promise<boolean | null> {
  try {
    const { ok, headers } = await fetch(url, { method: "HEAD", credentials: "same-origin" });
    return ok ? allowsFraming(headers, new URL(url).origin) : null;
  } catch {
    return null;
  }
}

export function allowsFraming(headers: Headers, origin: string): boolean {
  const own = ["'self'", "*", origin, new URL(origin).protocol];
  let isAncestorNamed = false;
  for (const policy of (headers.get("content-security-policy") ?? "").split(",")) {
    const directives = new Map<string, readonly string[]>();
    for (const directive of policy.split(";")) {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      directives.set(name.toLowerCase(), sources);
    }
    const frames = directives.get("frame-src") ?? directives.get("child-src") ?? directives.get("default-src");
    const ancestors = directives.get("frame-ancestors");
    isAncestorNamed ||= ancestors !== undefined;
    for (const sources of [frames, ancestors])
      if (sources && !sources.some((source) => own.includes(source))) return false;
  }
  // Where a policy names the ancestors, the older header does not count.
  return isAncestorNamed || !/deny/i.test(headers.get("x-frame-options") ?? "");
}
