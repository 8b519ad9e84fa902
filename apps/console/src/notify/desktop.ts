/** The browser's own notifications: may they be shown, and the showing. Browsers without them are as ones that said no (CHAT-10). */

export type DesktopPermission = NotificationPermission | "missing";

export function desktopPermission(): DesktopPermission {
  return "Notification" in globalThis ? Notification.permission : "missing";
}

/** Only on a person's click: browsers refuse, or never ask again, otherwise. */
export async function askDesktopPermission(): Promise<DesktopPermission> {
  if (desktopPermission() !== "default") return desktopPermission();
  return await Notification.requestPermission();
}

export interface DesktopNotice {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** It stays until somebody has looked, or it is over. */
  readonly isUrgent: boolean;
  readonly onPress: () => void;
}

/** Returns the way to take it away. */
export function showOnDesktop({ tag, title, body, isUrgent, onPress }: DesktopNotice): () => void {
  if (desktopPermission() !== "granted") return () => {};
  try {
    // The sound is ours, with its own switch.
    const options = { tag, body, icon: "/console/icon.svg", silent: true, requireInteraction: isUrgent };
    const shown = new Notification(title, options);
    shown.onclick = () => {
      window.focus();
      onPress();
      shown.close();
    };
    return () => shown.close();
  } catch {
    // Chromium on Android has the permission but not the constructor.
    return () => {};
  }
}
