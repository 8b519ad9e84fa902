/**
 * Where in the page the agent's pointer over a shared screen belongs, in fractions of the viewport (VIS-08).
 * `tab`: this very tab is shared, so the picture is the viewport. `monitor`: the whole screen is; what lies outside the page
 * is shown at its nearest edge. Of another window or tab the page knows nothing.
 */
export type SharedSurface = "tab" | "monitor" | "other";

export interface WindowPlace {
  readonly screenX: number;
  readonly screenY: number;
  readonly outerWidth: number;
  readonly outerHeight: number;
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly screen: { readonly width: number; readonly height: number };
}

export interface Fraction {
  readonly x: number;
  readonly y: number;
}

export function pointerPlace(at: Fraction, surface: SharedSurface, window: WindowPlace): Fraction | null {
  if (surface === "tab") return at;
  if (surface === "other") return null;
  // The browser's bars are above the page, and its borders are alike on both sides.
  const left = window.screenX + Math.max(0, window.outerWidth - window.innerWidth) / 2;
  const top = window.screenY + Math.max(0, window.outerHeight - window.innerHeight);
  return {
    x: clamp((at.x * window.screen.width - left) / window.innerWidth),
    y: clamp((at.y * window.screen.height - top) / window.innerHeight),
  };
}

function clamp(share: number): number {
  return Math.min(0.99, Math.max(0.01, share));
}
