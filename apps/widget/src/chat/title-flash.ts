/** Unread messages in the tab's title while the page is out of sight. Sounds are off: a site's visitor did not ask for them. */
export function createTitleFlash(): (unread: number) => void {
  let plain: string | null = null;
  return (unread) => {
    const shown = unread > 0 && document.visibilityState === "hidden";
    if (plain !== null && document.title.startsWith("(")) document.title = plain;
    plain = null;
    if (!shown) return;
    plain = document.title;
    document.title = `(${unread}) ${plain}`;
  };
}
