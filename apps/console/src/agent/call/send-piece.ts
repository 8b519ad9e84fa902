/** One piece of a recording's part to the server: `PUT /api/recordings/:id/:n?part=…`. The same piece again changes nothing there. */
import type { PieceAnswer } from "@rinnalla/calls/recorder";
import type { RecordingState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";

/** A piece that is not through by then is sent again: a connection that hangs would hold up all that follow. */
const patienceMs = 20_000;

/** Rejects when the server was not reached. */
export async function sendPiece(
  conversationId: ConversationId,
  { id, part }: Pick<RecordingState, "id" | "part">,
  piece: Blob,
  at: number,
  fetcher: typeof fetch = fetch,
): Promise<PieceAnswer> {
  const answer = await fetcher(`/api/recordings/${id}/${at}?part=${part}&conversation=${conversationId}`, {
    method: "PUT",
    headers: { "content-type": piece.type.split(";")[0] || "audio/webm" },
    body: piece,
    signal: AbortSignal.timeout(patienceMs),
  });
  if (answer.ok) return "stored";
  return answer.status >= 500 || answer.status === 408 || answer.status === 429 ? "retry" : "refused";
}
