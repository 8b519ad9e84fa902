/** Hands one letter to the SMTP server, and tells whether it took it, will not, or may later (RFC 5321, 4.2.1). */
import { createTransport } from "nodemailer";
import type { MailSettings } from "./mail-settings.ts";

export interface Letter {
  /** The same for each try of one letter, so that a second copy can be told. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type PostOutcome = "sent" | "refused" | "later";

export interface Post {
  send(letter: Letter): Promise<PostOutcome>;
  close(): void;
}

const patienceMs = 20_000;

export function openPost({ url, sender }: MailSettings, told: (failure: unknown) => void): Post {
  const transport = createTransport({
    url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // Nothing in a letter may make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s@<>]+)>?$/.exec(sender)?.[1] ?? "localhost";
  return {
    async send({ id, to, subject, text, html }) {
      try {
        await transport.sendMail({
          from: sender,
          // As an object, so that no address can become several.
          to: { name: "", address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return "sent";
      } catch (failure) {
        told(failure);
        const code = (failure as { responseCode?: unknown }).responseCode;
        return typeof code === "number" && code >= 500 ? "refused" : "later";
      }
    },
    close: () => transport.close(),
  };
}
