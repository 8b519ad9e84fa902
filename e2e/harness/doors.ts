/** The server's HTTP doors as scripts use them: a staff session, a ticket for its socket, a visitor's token. */

/** Follows a one-time link; resolves with the cookie header of the session. */
export async function signIn(link: string): Promise<string> {
  const response = await fetch(link, { redirect: "manual" });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);
  if (cookies.length === 0) throw new Error(`the sign-in link gave no cookie: ${response.status}`);
  return cookies.join("; ");
}

/** Single use, for the first frame of a staff socket. `origin`: the console's. */
export async function staffTicket(origin: string, cookie: string): Promise<string> {
  return (await post<{ ticket: string }>(`${origin}/api/staff/ticket`, { cookie, origin })).ticket;
}

/** A new visitor of the demo widget. */
export async function visitorToken(server: string, shopOrigin: string): Promise<string> {
  return (await post<{ token: string }>(`${server}/api/widget/w_demo/session`, { origin: shopOrigin })).token;
}

async function post<T>(url: string, headers: Record<string, string>): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: "{}",
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
