/** Runs in the viewer document: waits for the console's port and mirrors what comes over it. */
export function startViewer(_window: Window): void {}
