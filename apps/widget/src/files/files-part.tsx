/** Files and emoji in the conversation (CHAT-05): fetched when one is on. Sends, shows and gives files; the chat knows nothing of them. */
import { uploadKeeper, Uploads } from "@rinnalla/client";
import { usualAttachmentRules } from "@rinnalla/core";
import type { AttachmentRules } from "@rinnalla/protocol";
import { screenOf } from "../chat/chat-state.ts";
import type { Part, PartHost } from "../chat/part.ts";
import { Bubble } from "./bubble.tsx";
import { ComposerTools } from "./composer-tools.tsx";
import css from "./files.css?inline";
import { FileSource } from "./file-source.ts";
import { ImageDialog, type ShownImage } from "./image-dialog.tsx";
import { fileTexts } from "./texts/load.ts";

export function create({ chat, host, server, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const texts = fileTexts(host.lang, redraw);
  const source = new FileSource(chat, server);
  let shown: ShownImage | null = null;
  let isDraggedOver = false;
  let wasReady = false;
  const rules = (): AttachmentRules => chat.state.conversation?.terms.attachments ?? usualAttachmentRules;
  const isOn = (): boolean => chat.state.conversation !== null && screenOf(chat.state) === "conversation";
  const maySend = (): boolean => isOn() && rules().from.includes("customer");
  const uploads = new Uploads({
    side: "customer",
    rules,
    address: (conversationId, id) => source.address(conversationId, id),
    headers: () => source.headers(),
    renew: () => chat.openSession(),
    isReady: (conversationId) =>
      chat.state.line === "online" && chat.state.conversationId === conversationId && chat.state.conversation !== null,
    post: ({ conversationId, id: attachmentId, name }) =>
      chat.connect().command(conversationId, { type: "postAttachment", attachmentId, name }),
    prepare: async (file) => await (await import("./prepare.ts")).prepareFile(file),
    keeper: uploadKeeper(`rinnalla.files.${chat.widgetId}`),
    changed: redraw,
  });
  void uploads.restore();

  const choose = (files: FileList | undefined | null): boolean => {
    const { conversationId } = chat.state;
    if (!files || files.length === 0 || !conversationId || !maySend()) return false;
    uploads.choose(conversationId, files);
    return true;
  };
  const drag = (isOver: boolean): void => {
    if (isDraggedOver === isOver) return;
    isDraggedOver = isOver;
    redraw();
  };
  const shadow = host.shadowRoot;
  shadow?.addEventListener("paste", (event) => {
    if (choose((event as ClipboardEvent).clipboardData?.files)) event.preventDefault();
  });
  shadow?.addEventListener("dragover", (event) => {
    if (!maySend() || !(event as DragEvent).dataTransfer?.types.includes("Files")) return;
    // Else the browser would go to the file.
    event.preventDefault();
    drag(true);
  });
  shadow?.addEventListener("dragleave", (event) => {
    const to = (event as DragEvent).relatedTarget;
    if (!(to instanceof Node) || !shadow.contains(to)) drag(false);
  });
  shadow?.addEventListener("drop", (event) => {
    drag(false);
    if (choose((event as DragEvent).dataTransfer?.files)) event.preventDefault();
  });

  chat.extras = {
    composer() {
      const t = texts();
      return (
        t && (
          <ComposerTools
            t={t}
            uploads={uploads}
            conversationId={chat.state.conversationId}
            rules={rules()}
            isDraggedOver={isDraggedOver}
            onChoose={choose}
          />
        )
      );
    },
    hasFiles: () => uploads.hasChosen(chat.state.conversationId),
    send() {
      const { conversationId } = chat.state;
      if (conversationId) uploads.send(conversationId);
    },
    bubble({ attachment, text: name }) {
      const t = texts();
      if (!attachment || !t) return null;
      const isDeleted = chat.state.conversation?.attachments.some(
        ({ id, isDeleted: gone }) => id === attachment.id && gone,
      );
      return (
        <Bubble
          t={t}
          source={source}
          attachment={attachment}
          name={name}
          isDeleted={isDeleted ?? false}
          onOpen={(opener) => {
            shown = { attachment, name, opener };
            redraw();
          }}
        />
      );
    },
  };

  return {
    update() {
      const { line, conversation } = chat.state;
      const isReady = line === "online" && conversation !== null;
      if (isReady && !wasReady) uploads.poke();
      wasReady = isReady;
    },
    takeSignal() {},
    card: () => null,
    bar() {
      const t = texts();
      if (!t || !shown) return null;
      const { opener } = shown;
      const close = (): void => {
        shown = null;
        redraw();
        opener.focus();
      };
      return <ImageDialog key="image" t={t} source={source} shown={shown} onClose={close} />;
    },
  };
}
