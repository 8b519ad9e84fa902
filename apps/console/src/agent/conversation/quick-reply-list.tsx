/**
 * The list above the composer while `/` asks for a quick reply (CHAT-05). The focus stays in the text; arrows choose, Enter or Tab
 * puts the reply in, Escape leaves the text as it is.
 */
import type { ConversationId, QuickReplyConfig } from "@rinnalla/protocol";
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
  type TextareaHTMLAttributes,
} from "react";
import { useConsole, useWords } from "../../store/use-console.ts";
import { askedReply, fittingReplies, withReply } from "./quick-replies.ts";

export interface QuickReplies {
  readonly fitting: readonly QuickReplyConfig[];
  readonly chosen: number;
  readonly listId: string;
  readonly areaProps: Pick<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    "aria-autocomplete" | "aria-controls" | "aria-activedescendant" | "onSelect"
  >;
  /** True: the key was the list's. */
  readonly takeKey: (event: KeyboardEvent) => boolean;
  readonly insert: (reply: QuickReplyConfig) => void;
}

export function useQuickReplies({
  id,
  name,
  text,
  area,
  onInsert,
}: {
  readonly id: ConversationId;
  readonly name: string;
  readonly text: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onInsert: (text: string) => void;
}): QuickReplies {
  const listId = useId();
  const [replies, setReplies] = useState<readonly QuickReplyConfig[]>([]);
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  /** The text in which Escape was said. */
  const [leftAlone, leaveAlone] = useState<string | null>(null);
  const caretAfter = useRef<number | null>(null);
  const agent = useConsole((state) => state.me.name);
  const locale = useConsole((state) => state.logs.get(id)?.state?.locale) ?? "en";
  const asked = text === leftAlone ? null : askedReply(text, Math.min(caret, text.length));
  const isAsked = asked !== null;
  const fitting = isAsked ? fittingReplies(replies, asked, locale) : [];
  const at = Math.min(chosen, fitting.length - 1);

  // Fresh each time somebody asks: an administrator may have changed them.
  useEffect(() => {
    if (!isAsked) return;
    const asking = new AbortController();
    fetch("/api/staff/quick-replies", { signal: asking.signal })
      .then(async (answer) => {
        if (answer.ok) setReplies((await answer.json()) as QuickReplyConfig[]);
      })
      // Without them one types.
      .catch(() => {});
    return () => asking.abort();
  }, [isAsked]);
  useEffect(() => setChosen(0), [asked]);
  useEffect(() => {
    if (caretAfter.current === null) return;
    area.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  }, [area, text]);

  function insert(reply: QuickReplyConfig): void {
    const next = withReply(text, caret, reply, { customer: name, agent });
    caretAfter.current = next.caret;
    setCaret(next.caret);
    onInsert(next.text);
    area.current?.focus();
  }

  return {
    fitting,
    chosen: at,
    listId,
    areaProps: {
      "aria-autocomplete": "list",
      ...(fitting.length > 0 && { "aria-controls": listId, "aria-activedescendant": `${listId}-${at}` }),
      onSelect: (event) => setCaret(event.currentTarget.selectionStart),
    },
    takeKey(event) {
      const reply = fitting[at];
      if (!reply || event.nativeEvent.isComposing || event.shiftKey) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) setChosen((at + step + fitting.length) % fitting.length);
      else if (event.key === "Enter" || event.key === "Tab") insert(reply);
      else if (event.key === "Escape") leaveAlone(text);
      else return false;
      event.preventDefault();
      return true;
    },
    insert,
  };
}

export function QuickReplyList({ replies }: { readonly replies: QuickReplies }) {
  const { t } = useWords();
  const { fitting, chosen, listId, insert } = replies;
  if (fitting.length === 0) return null;
  return (
    <div className="quick-replies" role="listbox" id={listId} aria-label={t("composer.quickReplies")}>
      {fitting.map((reply, at) => (
        // The keys are the composer's: the focus stays in it.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={reply.id}
          id={`${listId}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => insert(reply)}
        >
          <strong>/{reply.name}</strong>
          <span className="quiet">{reply.text}</span>
        </div>
      ))}
    </div>
  );
}
