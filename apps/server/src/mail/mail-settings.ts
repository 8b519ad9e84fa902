/** The way out for e-mail: one SMTP server, by its address, and who the sender is (CHAT-04). Without it nothing offers to send any. */
import { BadSetting, type Environment } from "../settings/bad-setting.ts";

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…`. */
  readonly url: string;
  /** `Kahvila Kuusi <chat@example.org>`, or an address alone. */
  readonly sender: string;
}

export function readMailSettings(environment: Environment): MailSettings | null {
  const url = environment["RINNALLA_SMTP_URL"];
  if (!url) return null;
  // The value may hold a password: it is not repeated.
  if (!URL.canParse(url) || !["smtp:", "smtps:"].includes(new URL(url).protocol) || new URL(url).hostname === "")
    throw new BadSetting("RINNALLA_SMTP_URL", "an address that begins with smtp:// or smtps://");
  const sender = environment["RINNALLA_MAIL_FROM"] ?? "";
  if (!/^(?:[^<>\r\n"]* <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.test(sender))
    throw new BadSetting("RINNALLA_MAIL_FROM", 'needed with RINNALLA_SMTP_URL, such as "Shop <chat@shop.example>"');
  return { url, sender };
}
