/** One file to the server, with its progress: `fetch` tells none of a body. Null: it is there. `lost`: nobody answered; the same again may do. */
import type { ErrorCode } from "@rinnalla/protocol";

export function putFile(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Blob,
  signal: AbortSignal,
  onProgress: (share: number) => void = () => {},
): Promise<ErrorCode | "lost" | null> {
  return new Promise((settle) => {
    if (signal.aborted) return settle("lost");
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onloadend = () => settle(outcomeOf(request));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    // Whatever the browser would call it: the server looks for itself.
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(body);
  });
}

function outcomeOf({ status, responseText }: XMLHttpRequest): ErrorCode | "lost" | null {
  if (status === 204) return null;
  if (status === 0) return "lost";
  try {
    const { code } = JSON.parse(responseText) as { code?: ErrorCode };
    if (code) return code;
  } catch {
    // Not ours: something stands between, and may go away.
  }
  return status >= 500 ? "lost" : "notFound";
}
