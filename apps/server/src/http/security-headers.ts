/** The policies of our own documents (DESIGN, settled decision 3). Computed once for each widget and port. */
import type { WidgetConfig } from "@rinnalla/protocol";

export const commonHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** `frameOrigins`: of the viewer, and of the providers whose pages open in an app tab (VIS-10); nothing else may be framed. */
export function consoleHeaders(origin: string, frameOrigins: readonly string[]): Readonly<Record<string, string>> {
  const socket = origin.replace(/^http/, "ws");
  return {
    ...commonHeaders,
    "content-security-policy": [
      "default-src 'self'",
      ["frame-src 'self'", ...frameOrigins.filter((each) => each !== origin && isPlainOrigin(each))].join(" "),
      `connect-src 'self' ${socket}`,
      "img-src 'self' data: blob:",
      "media-src 'self' blob: mediastream:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), display-capture=(self)",
  };
}

/** The preview of a widget's settings draws, and can reach nobody (ADM-01). */
export const previewHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-scripts",
  ].join("; "),
  "permissions-policy": "camera=(), microphone=(), display-capture=(), geolocation=()",
};

/** The self-test page asks for devices and makes connections, on a click, and needs nothing else (CALL-13). */
export function selfTestHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    ...commonHeaders,
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      `connect-src 'self' ${origin.replace(/^http/, "ws")}`,
      "media-src 'self' blob: mediastream:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), display-capture=()",
  };
}

/**
 * The document in which a customer's page is rebuilt: our script alone runs, and style sheets, images and fonts come only from
 * where the widget may be embedded. A replay frame inside inherits it (VIS-09). `isOwn`: a window in which a customer's page shows its
 * customer what it sends (VIS-05); that page must be able to reach it. `consoleOrigin`: where the console stands, if not on the viewer's own.
 */
export function viewerHeaders(
  widget: WidgetConfig | null,
  { isOwn = false, consoleOrigin = null }: { readonly isOwn?: boolean; readonly consoleOrigin?: string | null } = {},
): Readonly<Record<string, string>> {
  const origins = allowedOrigins(widget);
  const from = (extra: string) => [origins, extra].filter(Boolean).join(" ");
  return {
    ...commonHeaders,
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      `style-src ${from("'self' 'unsafe-inline'")}`,
      `img-src ${from("data: blob:")}`,
      `font-src ${from("data: blob:")}`,
      "media-src 'none'",
      "frame-src 'self' about:",
      "connect-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      `frame-ancestors ${isOwn ? "'none'" : (consoleOrigin ?? "'self'")}`,
    ].join("; "),
    "cross-origin-opener-policy": isOwn ? "unsafe-none" : "same-origin",
    "permissions-policy": "camera=(), microphone=(), display-capture=(), geolocation=()",
  };
}

/** Separated by spaces; safe in a policy and in an attribute. */
export function allowedOrigins(widget: WidgetConfig | null): string {
  return (widget?.allowedOrigins ?? []).filter(isPlainOrigin).join(" ");
}

/** What goes into a policy must not be able to end it. */
function isPlainOrigin(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === origin;
}
