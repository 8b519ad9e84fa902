/** Whether the browser would ask; null until it has told, and where it does not tell. Follows what the person decides. */
import { useEffect, useState } from "react";

export function usePermission(name: "microphone" | "camera"): PermissionState | null {
  const [state, setState] = useState<PermissionState | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    void import("@rinnalla/calls")
      .then(({ queryPermission }) => queryPermission(name))
      .then((status) => {
        if (!status || ending.signal.aborted) return;
        setState(status.state);
        status.addEventListener("change", () => setState(status.state), ending);
      });
    return () => ending.abort();
  }, [name]);
  return state;
}
