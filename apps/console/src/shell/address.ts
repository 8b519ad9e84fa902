/** The address says what is in front, so that a reload, a bookmark and Back find it again. */
import { hashOf, openSession, readHash } from "../store/view.ts";
import type { Observable } from "../store/observable.ts";
import type { ConsoleState } from "../store/state.ts";

export function followAddress(state: Observable<ConsoleState>): () => void {
  const obey = (): void =>
    state.update((value) => {
      const wanted = readHash(location.hash);
      if (hashOf(value.view) === location.hash) return value;
      if (wanted.page === "live" && value.me.role !== "agent")
        return { ...value, view: { ...value.view, page: "live" } };
      if (wanted.admin && value.me.role === "administrator")
        return { ...value, view: { ...value.view, page: "admin", admin: wanted.admin } };
      if (wanted.active) return { ...value, view: openSession(value.view, wanted.active) };
      return { ...value, view: { ...value.view, page: "inbox", step: "list" } };
    });
  obey();
  window.addEventListener("hashchange", obey);
  const end = state.subscribe(() => {
    const hash = hashOf(state.get().view);
    if (hash !== (location.hash || "#/")) history.pushState(null, "", hash);
  });
  return () => {
    end();
    window.removeEventListener("hashchange", obey);
  };
}
