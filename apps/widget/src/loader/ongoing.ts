/** Whether this browser has a conversation in this widget: then nothing may wait (a call may be living in it). */
export const ongoingKey = (widgetId: string): string => `rinnalla.ongoing.${widgetId}`;

export function isOngoing(widgetId: string): boolean {
  try {
    return localStorage.getItem(ongoingKey(widgetId)) !== null;
  } catch {
    return false;
  }
}
