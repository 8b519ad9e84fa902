/** Files that this console sends (CHAT-05): the client's uploads, with the cookie, into the conversations that it follows. */
import { uploadKeeper, Uploads, type Connection, type Upload } from "@rinnalla/client";
import { usualAttachmentRules } from "@rinnalla/core";
import type { AttachmentRules, ConversationId } from "@rinnalla/protocol";
import { observable, type Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";
import { fileAddress } from "./file-address.ts";

export interface UploadRoom {
  readonly uploads: Uploads;
  /** Another value whenever one of them changes. */
  readonly version: Observable<number>;
  readonly rules: (id: ConversationId) => AttachmentRules;
  readonly close: () => void;
}

export function createUploadRoom(connection: Connection, state: Observable<ConsoleState>): UploadRoom {
  const version = observable(0);
  const rules = (id: ConversationId): AttachmentRules =>
    state.get().logs.get(id)?.state?.terms.attachments ?? usualAttachmentRules;
  const uploads = new Uploads({
    side: "agent",
    rules,
    address: fileAddress,
    headers: () => ({}),
    isReady: (id) => state.get().line.status === "online" && state.get().logs.get(id)?.isLive === true,
    post: ({ conversationId, id: attachmentId, name, audience }: Upload) =>
      connection.command(conversationId, { type: "postAttachment", attachmentId, name, audience }),
    prepare: async (file) => await (await import("./prepare.ts")).prepareFile(file),
    keeper: uploadKeeper("rinnalla.console.files"),
    changed: () => version.update((value) => value + 1),
  });
  void uploads.restore();
  // The line is back, or a conversation's log has come.
  let wasReady = "";
  const close = state.subscribe(() => {
    const { line, logs } = state.get();
    const ready = `${line.status} ${[...logs.values()].filter(({ isLive }) => isLive).length}`;
    if (ready === wasReady) return;
    wasReady = ready;
    if (line.status === "online") uploads.poke();
  });
  return { uploads, version, rules, close };
}
