/** Short words at the edge of the screen; at most three, the oldest give way. */
import type { ConsoleState, Toast } from "./state.ts";

let lastId = 0;

export function addToast(state: ConsoleState, toast: Omit<Toast, "id">): ConsoleState {
  lastId += 1;
  return { ...state, toasts: [...state.toasts, { ...toast, id: lastId }].slice(-3) };
}

export function dropToast(state: ConsoleState, id: number): ConsoleState {
  return { ...state, toasts: state.toasts.filter((toast) => toast.id !== id) };
}
