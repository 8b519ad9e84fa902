/** What `above-page.browser.test.ts` runs in a page: a widget's host of the shape that `mount` makes, with a bar in it. */
import { keepAbove } from "../above/above-page.ts";
import { mount } from "../chat/mount.ts";

declare global {
  interface Window {
    presses: string[];
  }
}

const { host, root } = mount();
window.presses = [];
root.innerHTML = `<section class="share-bar" style="position:fixed;inset:auto 0 0;height:60px;background:#8f1d16">
  <button id="stop">Stop</button><input id="say" aria-label="Message"></section>`;
root.querySelector("#stop")!.addEventListener("click", () => window.presses.push("stop"));
keepAbove(host);
