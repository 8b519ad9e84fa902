/**
 * The frames in which pictures are built. To make one takes the browser longer than to build a page of thousands of nodes in it, so one
 * stands ready before the customer's next page comes.
 */

export interface PictureFrames {
  /** An empty one, hidden (`next`). Belongs to the taker from now on. */
  take(): HTMLIFrameElement;
  /** So that the next `take` need not wait. */
  prepare(): void;
}

export function createPictureFrames(holder: HTMLElement): PictureFrames {
  let spare: HTMLIFrameElement | null = null;

  function make(): HTMLIFrameElement {
    const iframe = holder.ownerDocument.createElement("iframe");
    iframe.setAttribute("sandbox", "allow-same-origin");
    iframe.setAttribute("tabindex", "-1");
    iframe.title = "";
    iframe.className = "next spare";
    holder.append(iframe);
    return iframe;
  }

  return {
    take() {
      const taken = spare ?? make();
      spare = null;
      taken.className = "next";
      return taken;
    },
    prepare: () => void (spare ??= make()),
  };
}
