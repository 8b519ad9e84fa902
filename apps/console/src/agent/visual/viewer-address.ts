/** Where the viewer document of a widget's pages is: on the origin that the server wrote into our page, which is mostly not ours (VIS-09). */
export function viewerAddress(widgetId: string): string {
  const said = document.querySelector<HTMLMetaElement>("meta[name=rinnalla-viewer-origin]")?.content ?? "";
  // In development nobody writes it.
  const origin = URL.parse(said)?.origin ?? location.origin;
  return `${origin}/viewer/?widget=${encodeURIComponent(widgetId)}`;
}
