/**
 * The widget's place in the host page: one element beside `body` with a shadow root, so that neither side's CSS reaches the other,
 * and adopted style sheets, which a strict CSP allows (CHAT-01). `data-rinnalla` keeps it out of co-browsing.
 */
export interface Mount {
  readonly host: HTMLElement;
  readonly root: HTMLElement;
  addStyle(css: string): void;
  setColors(background: string, text: string): void;
}

export function mount(): Mount {
  const host = document.createElement("rinnalla-widget");
  host.dataset["rinnalla"] = "";
  // Inline and important: no rule of the page outranks it. `all` leaves out the direction.
  const fixed = {
    all: "initial",
    direction: "ltr",
    position: "fixed",
    width: "0",
    height: "0",
    "z-index": "2147483647",
  };
  for (const [name, value] of Object.entries(fixed)) host.style.setProperty(name, value, "important");
  const shadow = host.attachShadow({ mode: "open" });
  const root = document.createElement("div");
  root.className = "rinnalla";
  shadow.append(root);
  document.documentElement.append(host);
  return {
    host,
    root,
    addStyle(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      shadow.adoptedStyleSheets.push(sheet);
    },
    setColors(background, text) {
      root.style.setProperty("--brand", background);
      root.style.setProperty("--on-brand", text);
    },
  };
}
