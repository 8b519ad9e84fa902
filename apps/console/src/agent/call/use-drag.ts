/** Lets a floating box be moved by its head; it stays inside the window, also when the window shrinks. */
import { useEffect, useRef, type PointerEvent, type RefObject } from "react";

function place(node: HTMLElement, left: number, top: number): void {
  node.dataset["isMoved"] = "true";
  const most = { left: window.innerWidth - node.offsetWidth - 8, top: window.innerHeight - node.offsetHeight - 8 };
  node.style.insetInlineStart = `${Math.max(8, Math.min(left, most.left))}px`;
  node.style.insetBlockStart = `${Math.max(8, Math.min(top, most.top))}px`;
}

export function useDrag(box: RefObject<HTMLElement | null>) {
  const from = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  useEffect(() => {
    const keepInside = (): void => {
      const node = box.current;
      if (node?.dataset["isMoved"]) place(node, node.offsetLeft, node.offsetTop);
    };
    window.addEventListener("resize", keepInside);
    return () => window.removeEventListener("resize", keepInside);
  }, [box]);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const node = box.current;
      if (!node || event.button !== 0 || (event.target as Element).closest("button")) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = {
        x: event.clientX,
        y: event.clientY,
        left: node.getBoundingClientRect().left,
        top: node.getBoundingClientRect().top,
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current;
      if (start && box.current)
        place(box.current, start.left + event.clientX - start.x, start.top + event.clientY - start.y);
    },
    onPointerUp: () => {
      from.current = null;
    },
    onPointerCancel: () => {
      from.current = null;
    },
  };
}
