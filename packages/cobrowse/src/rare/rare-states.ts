/**
 * What elements are without their markup saying so: custom states, undefined custom elements, slots that a script filled,
 * animations made by script, highlights, and the customer's selection.
 */
import * as op from "../stream/op.ts";
import type { Part, PartOptions } from "./part.ts";

const maxRanges = 500;

export function createPart({ window, writer: w, tree, hooks }: PartOptions): Part {
  const document = window.document;
  const custom = new Map<Element, string>();
  const slots = new Map<HTMLSlotElement, string>();
  let animations = new Map<Element, string>();
  let highlights = new Map<string, string>();

  function compareCustom(): void {
    for (const [element, before] of custom) {
      const id = tree.idOf(element);
      if (id === undefined) {
        custom.delete(element);
        continue;
      }
      const words = [...(hooks.internals.get(element)?.states ?? [])];
      if (!element.matches(":defined")) words.push("!");
      const now = words.join(" ");
      if (now === before) continue;
      custom.set(element, now);
      w.u(op.states);
      w.u(id);
      w.s(now);
    }
  }

  function compareSlots(): void {
    for (const [slot, before] of slots) {
      const id = tree.idOf(slot);
      if (id === undefined) {
        slots.delete(slot);
        continue;
      }
      const ids = slot.assignedNodes().flatMap((node) => tree.idOf(node) ?? []);
      const now = ids.join();
      if (now === before) continue;
      slots.set(slot, now);
      for (const each of [op.slotted, id, ids.length, ...ids]) w.u(each);
    }
  }

  function compareAnimations(): void {
    for (const element of hooks.animated) {
      const id = tree.idOf(element);
      const list = element.getAnimations().filter((each) => !("animationName" in each || "transitionProperty" in each));
      if (list.length === 0 || id === undefined) hooks.animated.delete(element);
      if (id === undefined) continue;
      const now = list.map(({ effect, playState, startTime }) => [
        (effect as KeyframeEffect)
          .getKeyframes()
          .map(({ computedOffset, ...frame }) => ({ ...frame, offset: computedOffset })),
        effect!.getTiming(),
        playState,
        startTime,
      ]);
      const text = JSON.stringify(now);
      if (text === (animations.get(element) ?? "[]")) continue;
      animations.set(element, text);
      w.u(op.animations);
      w.u(id);
      w.long(JSON.stringify(now.map((each, i) => [each[0], each[1], list[i]!.currentTime, each[2] === "running"])));
    }
  }

  /** A place in the tree in the viewer's words; `null` where nothing is mirrored. */
  function placeOf(node: Node, offset: number): [id: number, place: number] | null {
    if (node.nodeType === 3) {
      const id = tree.idOf(node);
      return id === undefined ? null : [id, 2 + offset];
    }
    for (let each: Node | null = node.childNodes[offset] ?? null; each; each = each.nextSibling) {
      const id = tree.idOf(each);
      if (id !== undefined) return [id, 0];
    }
    const id = tree.idOf(node);
    return id === undefined ? null : [id, 1];
  }

  function compareRanges(name: string, ranges: Iterable<AbstractRange>): void {
    const numbers: number[] = [];
    for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
      const start = placeOf(startContainer, startOffset);
      const end = placeOf(endContainer, endOffset);
      if (start && end && numbers.length < maxRanges * 4) numbers.push(...start, ...end);
    }
    const now = numbers.join();
    if (now === (highlights.get(name) ?? "")) return;
    highlights.set(name, now);
    w.u(op.highlight);
    w.s(name);
    w.u(numbers.length / 4);
    for (const each of numbers) w.u(each);
  }

  return {
    take(element) {
      const root = element.getRootNode();
      if (element.localName !== "slot") custom.set(element, "");
      else if ("slotAssignment" in root && root.slotAssignment === "manual") slots.set(element as HTMLSlotElement, "");
    },
    compare() {
      compareCustom();
      compareSlots();
      if (hooks.animated.size > 0) compareAnimations();
      const selection = document.getSelection();
      const isRange = selection !== null && selection.rangeCount > 0 && !selection.isCollapsed;
      compareRanges("", isRange ? [selection.getRangeAt(0)] : []);
      const registry = window.CSS.highlights as unknown as Map<string, Set<AbstractRange>> | undefined;
      for (const name of new Set([...highlights.keys(), ...(registry?.keys() ?? [])]))
        if (name) compareRanges(name, registry?.get(name) ?? []);
    },
    clear() {
      custom.clear();
      slots.clear();
      animations = new Map();
      highlights = new Map();
    },
  };
}
