/** What surrounds the picture in the viewer document: size, scale, the glass over it that takes the agent's mouse, marks. */
import type { ViewerScale } from "../types.ts";

const styleText = `
  html, body { margin: 0; height: 100%; background: #e4e4e7; overflow: hidden; }
  @media (prefers-color-scheme: dark) { html, body { background: #27272a; } }
  #frame { position: absolute; inset: 0; overflow: hidden; display: grid; place-content: safe center; }
  #frame[data-scale=actual] { overflow: auto; place-content: safe start; }
  #hold { position: relative; overflow: hidden; background: #fff; }
  #stage { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
  #stage iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; background: #fff; }
  /* Not laid out while it is being built. */
  #stage iframe.next { visibility: hidden; content-visibility: hidden; }
  #glass { position: absolute; inset: 0; outline: none; touch-action: none; }
  #glass[data-mode=point] { cursor: crosshair; }
  #glass[data-mode=draw] { cursor: crosshair; }
  #ink { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
  #ink div { opacity: 0; transition: opacity .4s; }
  #ink .on { opacity: 1; }
  #ink b { display: none; }
  #glass[data-mode=control] { cursor: pointer; }
  #glass textarea { position: absolute; left: 0; top: 0; width: 1px; height: 1px; padding: 0; border: 0; opacity: 0; resize: none; pointer-events: none; }
  #glass:focus-within { box-shadow: inset 0 0 0 3px #2563eb; }
  #mouse { position: absolute; left: 0; top: 0; width: 10px; height: 10px; margin: -5px; border-radius: 50%; background: rgb(37 99 235 / .5); border: 1px solid #fff; pointer-events: none; }
  #laser { position: absolute; left: 0; top: 0; width: 18px; height: 18px; margin: -9px; border-radius: 50%; background: #d6201f; border: 2px solid #fff; box-shadow: 0 0 0 4px rgb(214 32 31 / .3); pointer-events: none; }
  #veil { position: absolute; inset: 0; background: rgb(24 24 27 / .55); pointer-events: none; }
  #caption { position: absolute; inset: 0 0 auto; height: 40px; display: flex; align-items: center; padding: 0 16px; background: #8f1d16; color: #fff; font: 600 14px system-ui, sans-serif; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  #caption:not(:empty) ~ #frame { top: 40px; }
  [hidden] { display: none !important; }
  #choice { position: absolute; max-height: 60%; min-width: 120px; font: 14px system-ui, sans-serif; z-index: 2; }
`;

export interface Stage {
  readonly glass: HTMLElement;
  /** Scrolls where the picture is larger than the window. */
  readonly frame: HTMLElement;
  /** Holds the iframes of pictures. */
  readonly holder: HTMLElement;
  resize(width: number, height: number): void;
  setScale(scale: ViewerScale): void;
  setCaption(text: string): void;
  showMouse(x: number, y: number): void;
  /** Where an agent pointed; `null` puts it away. */
  showLaser(at: { readonly x: number; readonly y: number } | null): void;
  /** The customer paused: the last picture is covered. */
  setVeiled(isVeiled: boolean): void;
}

export function createStage(document: Document): Stage {
  const window = document.defaultView as Window & typeof globalThis;
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(styleText);
  document.adoptedStyleSheets = [sheet];
  const make = (id: string, parent: HTMLElement): HTMLElement => {
    const element = document.createElement("div");
    element.id = id;
    parent.append(element);
    return element;
  };
  const caption = make("caption", document.body);
  caption.setAttribute("role", "status");
  caption.hidden = true;
  const frame = make("frame", document.body);
  const hold = make("hold", frame);
  const stage = make("stage", hold);
  const holder = make("pictures", stage);
  const mouse = make("mouse", stage);
  const laser = make("laser", stage);
  const glass = make("glass", stage);
  const veil = make("veil", stage);
  mouse.hidden = laser.hidden = veil.hidden = true;
  glass.tabIndex = 0;
  let width = 1024;
  let height = 768;
  let scale: ViewerScale = "fit";
  let mouseTimer = 0;
  let laserTimer = 0;

  function lay(): void {
    const fit = Math.min(frame.clientWidth / width, frame.clientHeight / height, 1.5);
    const factor = scale === "fit" ? fit : 1;
    stage.style.width = `${width}px`;
    stage.style.height = `${height}px`;
    stage.style.transform = `scale(${factor})`;
    hold.style.width = `${width * factor}px`;
    hold.style.height = `${height * factor}px`;
    frame.dataset.scale = scale;
  }
  window.addEventListener("resize", lay);
  lay();

  return {
    glass,
    frame,
    holder,
    resize(toWidth, toHeight) {
      width = toWidth;
      height = toHeight;
      lay();
    },
    setScale(to) {
      scale = to;
      lay();
    },
    setCaption(text) {
      caption.textContent = document.title = text;
      caption.hidden = false;
      lay();
    },
    showMouse(x, y) {
      mouse.style.transform = `translate(${x}px, ${y}px)`;
      mouse.hidden = false;
      window.clearTimeout(mouseTimer);
      mouseTimer = window.setTimeout(() => (mouse.hidden = true), 3000);
    },
    showLaser(at) {
      laser.hidden = at === null;
      if (!at) return;
      laser.style.transform = `translate(${at.x}px, ${at.y}px)`;
      window.clearTimeout(laserTimer);
      laserTimer = window.setTimeout(() => (laser.hidden = true), 3000);
    },
    setVeiled(isVeiled) {
      veil.hidden = !isVeiled;
    },
  };
}
