/** Where a provider may send a customer: an address over TLS, on a host that its manifest names (VIS-10). */
import { isLoopback } from "./address.ts";

/** The link as a browser writes it; null: refused. */
export function joinLinkOf(text: string, hosts: readonly string[]): string | null {
  if (!URL.canParse(text)) return null;
  const link = new URL(text);
  const isSecure = link.protocol === "https:" || (link.protocol === "http:" && isLoopback(link.hostname));
  if (!isSecure || link.username !== "" || link.password !== "") return null;
  return hosts.some((host) => isOn(link, host)) ? link.href : null;
}

/** `*.` stands for any names before it, and not for none. With a port, only on that port. */
function isOn({ hostname, host }: URL, allowed: string): boolean {
  const wanted = allowed.toLowerCase();
  if (wanted.startsWith("*.")) return hostname.length > wanted.length - 1 && hostname.endsWith(wanted.slice(1));
  return wanted === host || wanted === hostname;
}

/** Null: nothing speaks against it as an entry of `joinHosts`. A wildcard over a whole top level would be any host. */
export function isJoinHost(text: string): boolean {
  const bare = text.startsWith("*.") ? text.slice(2) : text;
  if (text.startsWith("*.") && !bare.includes(".")) return false;
  if (!URL.canParse(`https://${bare}/`)) return false;
  const { host, username, pathname } = new URL(`https://${bare}/`);
  return host === bare.toLowerCase() && username === "" && pathname === "/";
}
