/**
 * The server's HTTP doors as scripts use them: a staff session, a ticket for its socket, a visitor's token. Many people at once come from
 * many addresses, as in life (the server limits what one address may ask): `from` is any address of 127.0.0.0/8.
 */
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

const usualAddress = "127.0.0.1";

/** The `index`-th loopback address after the usual one. */
export function loopbackAddress(index: number): string {
  return `127.0.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}

/** Follows a one-time link; resolves with the cookie header of the session. */
export async function signIn(link: string): Promise<string> {
  const response = await send("GET", link, {}, usualAddress);
  const cookies = (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]!);
  response.resume();
  if (cookies.length === 0) throw new Error(`the sign-in link gave no cookie: ${response.statusCode}`);
  return cookies.join("; ");
}

/** Single use, for the first frame of a staff socket. `origin`: the console's. */
export async function staffTicket(origin: string, cookie: string, from = usualAddress): Promise<string> {
  return (await post<{ ticket: string }>(`${origin}/api/staff/ticket`, { cookie, origin }, from)).ticket;
}

/** A new visitor of the demo widget. */
export async function visitorToken(server: string, shopOrigin: string, from = usualAddress): Promise<string> {
  return (await post<{ token: string }>(`${server}/api/widget/w_demo/session`, { origin: shopOrigin }, from)).token;
}

async function post<T>(url: string, headers: Record<string, string>, from: string): Promise<T> {
  const response = await send("POST", url, { "content-type": "application/json", ...headers }, from, "{}");
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${body}`);
  return JSON.parse(body) as T;
}

async function send(
  method: string,
  url: string,
  headers: Record<string, string>,
  localAddress: string,
  body = "",
): Promise<IncomingMessage> {
  // IPv4 by name as well: a local address of 127.0.0.0/8 cannot reach ::1.
  const sent = request(url, { method, headers, localAddress, family: 4, agent: false });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return response;
}
