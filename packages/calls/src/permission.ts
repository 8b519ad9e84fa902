/** Whether the browser would ask before it opens a device (CALL-06). Asking this asks nobody. */

/** Null where the browser does not tell. Its `change` event says when the person has decided, here or in the browser's settings. */
export async function queryPermission(name: "microphone" | "camera"): Promise<PermissionStatus | null> {
  try {
    const permissions: Permissions | undefined = navigator.permissions;
    return (await permissions?.query({ name })) ?? null;
  } catch {
    return null;
  }
}
