/** The head of a floating call control, by which it is moved: whose call it is and how it stands. */
import type { IconName } from "@rinnalla/ui";
import type { ConversationId } from "@rinnalla/protocol";
import type { ReactNode, RefObject } from "react";
import { Icon } from "../../parts/icon.tsx";
import { useRooms, useWords } from "../../store/use-console.ts";
import { openSession } from "../../store/view.ts";
import { useDrag } from "./use-drag.ts";

interface Props {
  /** What is moved. */
  readonly box: RefObject<HTMLElement | null>;
  readonly conversationId: ConversationId;
  readonly icon: IconName;
  readonly title: string;
  /** The state in words, or the call's clock. */
  readonly word: ReactNode;
  /** Buttons at the end. */
  readonly children?: ReactNode;
}

export function CallHead({ box, conversationId, icon, title, word, children }: Props) {
  const { t } = useWords();
  const { state } = useRooms();
  const drag = useDrag(box);
  const goTo = () => state.update((value) => ({ ...value, view: openSession(value.view, conversationId) }));
  return (
    <header className="call-head" {...drag}>
      <span className="call-pulse" aria-hidden="true">
        <Icon name={icon} size={15} />
      </span>
      <div className="call-who">
        <button type="button" className="call-name" onClick={goTo} title={t("call.goTo")}>
          {title}
        </button>
        <span className="call-state" role="status">
          {word}
        </span>
      </div>
      {children}
    </header>
  );
}
