/** Where a conversation's files come from: asked for with the visitor's token in a header, never in an address. */
import type { AttachmentId, ConversationId } from "@rinnalla/protocol";
import type { Chat } from "../chat/chat.ts";

export class FileSource {
  readonly #chat: Chat;
  readonly #server: string;

  constructor(chat: Chat, server: string) {
    this.#chat = chat;
    this.#server = server;
  }

  address(conversationId: ConversationId, id: AttachmentId): string {
    return new URL(`api/conversations/${conversationId}/attachments/${id}`, this.#server).href;
  }

  headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#chat.keep.token}` };
  }

  /** Rejects if it cannot be had. */
  async fetch(id: AttachmentId, part: "" | "/preview" = ""): Promise<Blob> {
    const { conversationId } = this.#chat.state;
    if (!conversationId) throw new Error("no conversation");
    const ask = (): Promise<Response> => fetch(this.address(conversationId, id) + part, { headers: this.headers() });
    let answer = await ask();
    if (answer.status === 401) {
      await this.#chat.openSession();
      answer = await ask();
    }
    if (!answer.ok) throw new Error(`file ${answer.status}`);
    return await answer.blob();
  }

  async save(id: AttachmentId, name: string): Promise<void> {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await this.fetch(id));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

/** As people read sizes: `340 KB`, `1.2 MB`. */
export function sizeText(bytes: number): string {
  const steps = bytes >= 1024 * 1024 ? 2 : bytes >= 1000 ? 1 : 0;
  const value = bytes / 1024 ** steps;
  const unit = ["byte", "kilobyte", "megabyte"][steps] ?? "byte";
  return new Intl.NumberFormat(document.documentElement.lang || undefined, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
