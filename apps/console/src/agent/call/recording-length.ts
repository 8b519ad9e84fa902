/** A file that was written while it went on says no length; a browser learns it by going to the end, and then it can be moved about in. */

export function hasLength(element: HTMLMediaElement): boolean {
  return Number.isFinite(element.duration);
}

/** Once the element has read the file's head. */
export function findLength(element: HTMLMediaElement): void {
  const look = (): void => {
    if (element.duration !== Infinity) return;
    const back = (): void => {
      if (element.duration === Infinity) return;
      element.removeEventListener("durationchange", back);
      element.currentTime = 0;
    };
    element.addEventListener("durationchange", back);
    element.currentTime = Number.MAX_SAFE_INTEGER;
  };
  if (element.readyState >= HTMLMediaElement.HAVE_METADATA) look();
  else element.addEventListener("loadedmetadata", look, { once: true });
}
