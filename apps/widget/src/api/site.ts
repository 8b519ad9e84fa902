/**
 * What the site tells of its visitor (CHAT-08): a token of whoever is signed in there, and variables of the page. Asked when they are
 * needed, so that they are of today. A site that fails to answer is told so by an event, and its visitor is somebody unknown.
 */
import type { ContextVariables } from "@rinnalla/protocol";
import { announce } from "./api.ts";
import type { IdentityProvider } from "./rinnalla.d.ts";

/** The chat does not wait longer for a site that does not answer. */
const patienceMs = 10_000;
const most = { entries: 20, valueChars: 500 };
const nameShape = /^[A-Za-z][\w.-]{0,63}$/;

export class Site {
  #identity: IdentityProvider | null | undefined;
  /** Another after each `identify`. */
  turn = 0;

  /** Instead of the one in the configuration. */
  identify(provider: IdentityProvider | null): void {
    this.#identity = provider;
    this.turn += 1;
  }

  get hasIdentity(): boolean {
    return Boolean(this.#provider);
  }

  async token(): Promise<string | null> {
    try {
      const late = new Promise<never>((_settle, fail) => setTimeout(fail, patienceMs, "identity: no answer in 10 s"));
      return (await Promise.race([this.#provider?.(), late])) || null;
    } catch (error) {
      announce("error", { code: "identityRefused", cause: String(error) });
      return null;
    }
  }

  /** What fits; the rest is left out and named. */
  context(): ContextVariables {
    try {
      const told = Object.entries(window.rinnallaConfig?.context?.() ?? {});
      const fits = ([name, value]: [string, unknown]): boolean =>
        nameShape.test(name) &&
        ["string", "number", "boolean"].includes(typeof value) &&
        String(value).length <= most.valueChars;
      const taken = told.filter(fits).slice(0, most.entries);
      const left = told.filter((entry) => !taken.includes(entry)).map(([name]) => name);
      if (left.length > 0) announce("error", { code: "tooLarge", cause: `context: ${left.join(", ")}` });
      return Object.fromEntries(taken.map(([name, value]) => [name, String(value)]));
    } catch (error) {
      announce("error", { code: "internal", cause: String(error) });
      return {};
    }
  }

  get #provider(): IdentityProvider | null | undefined {
    return this.#identity === undefined ? window.rinnallaConfig?.identity : this.#identity;
  }
}
