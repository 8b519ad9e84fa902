/** The authorisation table of the routes: one row for each; a route without a row stops the server from starting. */
export type RouteAccess =
  /** For anybody: files and pages without data. */
  | "public"
  /** A page whose origin the widget allows. */
  | "widgetOrigin"
  /** Staff's cookie, from the console's own origin. */
  | "staff"
  /** The cookie of an administrator, from the console's own origin. */
  | "administrator"
  /** Who follows the conversation named: its visitor by token, or staff by cookie. */
  | "conversation"
  /** Spends what it is given: a one-time link. */
  | "oneTimeLink"
  /** A provider's server, by its signature over time and body. */
  | "providerSignature";

export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  "GET /": "public",
  "GET /api/health": "public",
  "POST /api/widget/:widgetId/session": "widgetOrigin",
  "OPTIONS /api/widget/:widgetId/session": "public",
  "POST /api/widget/:widgetId/availability": "widgetOrigin",
  "GET /api/conversations/:conversationId/transcript": "conversation",
  "OPTIONS /api/conversations/:conversationId/transcript": "public",
  // And whether the file is one of that conversation's that this person may have: `attachments/attachment-routes.ts`.
  "PUT /api/conversations/:conversationId/attachments/:attachmentId": "conversation",
  "PUT /api/conversations/:conversationId/attachments/:attachmentId/preview": "conversation",
  "GET /api/conversations/:conversationId/attachments/:attachmentId": "conversation",
  "GET /api/conversations/:conversationId/attachments/:attachmentId/preview": "conversation",
  "OPTIONS /api/conversations/:conversationId/attachments/:attachmentId": "public",
  "OPTIONS /api/conversations/:conversationId/attachments/:attachmentId/preview": "public",
  // And whose recording it is, or who may follow its conversation: `calls/recording-routes.ts`.
  "PUT /api/recordings/:recordingId/:n": "staff",
  "GET /api/recordings/:recordingId": "staff",
  "GET /api/recordings/:recordingId/outline": "staff",
  // And whose conversation it is: `visual/providers/routes.ts`.
  "GET /api/staff/providers": "staff",
  "POST /api/conversations/:conversationId/visual/:visualId/page": "staff",
  // And the session's token.
  "POST /api/provider-reports": "staff",
  "POST /api/provider-callbacks/:providerId": "providerSignature",
  "POST /api/admin/provider-trial": "administrator",
  "POST /api/admin/providers/:providerId/secret": "administrator",
  "POST /api/staff/ticket": "staff",
  "GET /api/staff/me": "staff",
  "GET /api/staff/quick-replies": "staff",
  "POST /api/staff/sign-out": "staff",
  "GET /api/admin/configuration": "administrator",
  "PUT /api/admin/configuration/:kind/:id": "administrator",
  "DELETE /api/admin/configuration/:kind/:id": "administrator",
  "GET /api/admin/configuration/file": "administrator",
  "POST /api/admin/configuration/file": "administrator",
  "DELETE /api/admin/configuration/file": "administrator",
  "GET /api/admin/deployment": "administrator",
  "POST /api/admin/test-letter": "administrator",
  "POST /api/admin/previews": "administrator",
  "POST /api/admin/agents/:id/sign-in-link": "administrator",
  "GET /api/auth/magic-link/verify": "oneTimeLink",
  "GET /api/self-test": "conversation",
  "GET /self-test": "public",
  "GET /self-test/*": "public",
  "GET /preview": "public",
  "GET /preview/*": "public",
  "GET /widget/*": "public",
  "GET /widget/viewer-origin": "public",
  "GET /console": "public",
  "GET /console/*": "public",
  "GET /viewer/*": "public",
  "GET /shop": "public",
  "GET /shop/*": "public",
  "HEAD /shop/*": "public",
  "POST /shop/*": "public",
};
