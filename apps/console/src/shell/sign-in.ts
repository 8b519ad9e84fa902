/** Who is signed in here, and the ticket for the socket: the REST side of the staff's realm. */
import type { AgentConfig } from "@rinnalla/protocol";

export type SignIn =
  | { readonly kind: "signedIn"; readonly me: AgentConfig }
  | { readonly kind: "signedOut" }
  | { readonly kind: "failed" };

export async function whoAmI(fetcher: typeof fetch = fetch): Promise<SignIn> {
  try {
    const answer = await fetcher("/api/staff/me", { headers: { accept: "application/json" } });
    if (answer.status === 401) return { kind: "signedOut" };
    if (!answer.ok) return { kind: "failed" };
    return { kind: "signedIn", me: (await answer.json()) as AgentConfig };
  } catch {
    return { kind: "failed" };
  }
}

/** Single use; a fresh one for each try of the socket. Rejects when there is none. */
export async function fetchTicket(onSignedOut: () => void, fetcher: typeof fetch = fetch): Promise<string> {
  const answer = await fetcher("/api/staff/ticket", { method: "POST" });
  if (answer.status === 401) onSignedOut();
  if (!answer.ok) throw new Error(`no ticket: ${answer.status}`);
  return ((await answer.json()) as { ticket: string }).ticket;
}

export async function signOut(fetcher: typeof fetch = fetch): Promise<void> {
  await fetcher("/api/staff/sign-out", { method: "POST" });
}
