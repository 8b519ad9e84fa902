/** What a browser must load for a thing: the static imports of built files followed to the end, compressed as on the wire. */
import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { importsOf } from "./imports.ts";

/** Built files by their path in the output folder. */
export type Output = ReadonlyMap<string, string>;

interface Reach {
  readonly files: ReadonlySet<string>;
  /** Files that these load later, when first needed. */
  readonly later: ReadonlySet<string>;
}

/** Entry files and all that they import statically. */
export function reachOf(output: Output, entries: readonly string[]): Reach {
  const files = new Set<string>();
  const later = new Set<string>();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const source = output.get(file);
    if (source === undefined || files.has(file)) continue;
    files.add(file);
    if (!file.endsWith(".js")) continue;
    for (const { specifier, isDynamic } of importsOf(file, source)) {
      if (!specifier.startsWith(".")) continue;
      const target = posix.join(posix.dirname(file), specifier);
      if (isDynamic) later.add(target);
      else queue.push(target);
    }
  }
  for (const file of files) later.delete(file);
  return { files, later };
}

export function gzippedBytes(output: Output, files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(output.get(file) ?? "", { level: 9 }).byteLength;
  return bytes;
}

/** In the order in which a name is asked. */
const parts = {
  rareWatch: /rare-watch/,
  rarePictures: /rare-pictures/,
  rareStates: /rare-states/,
  pointing: /pointing/,
  rule: /guard-r/,
  keyboard: /keyboard|drag|steps|commands/,
  labels: /label/,
  engine: /capture|^control-/,
  screen: /screen|share/,
  above: /above/,
  ownView: /own-view/,
  preview: /preview/,
  providerCard: /provider-card/,
  visual: /visual|cobrowse/,
  shell: /shell/,
  insight: /insight/,
  tools: /tools/,
  proactive: /proactive/,
  notify: /notify/,
  abilities: /abilities/,
  preparing: /prepare/,
  files: /files/,
  ownWindow: /window/,
  server: /server-engine/,
  parties: /parties/,
  asking: /ask-call/,
  around: /around/,
  recording: /recording/,
  calls: /call/,
} as const;
type Part = keyof typeof parts;
const texts = /(^|\/)(en|fi|sv)-/;

export interface WidgetSizes {
  readonly loader: number;
  readonly chat: number;
  readonly calls: number;
  /** What keeps a call alive over page loads of the site; comes while it rings. */
  readonly shell: number;
  /** How good a call is, and how its picture gives way on a weak line; comes while it rings. */
  readonly insight: number;
  /** Devices, permissions and the connection; comes while it rings. */
  readonly tools: number;
  /** The call in a window of its own. */
  readonly ownWindow: number;
  /** Files and emoji beside the composer; comes with a conversation. */
  readonly files: number;
  /** What is done to a file before it is sent; comes with the first. */
  readonly preparing: number;
  /** The invitation that nobody asked for; comes where the widget has a rule for one. */
  readonly proactive: number;
  /** Sound and title of what is unread; comes with a conversation. */
  readonly notify: number;
  /** What the browser can do, told to the agent. */
  readonly abilities: number;
  /** The customer asks for a call: apart from calls themselves. */
  readonly asking: number;
  /** Form, closed, place in the queue, survey and letter: before, while and after nobody is there. */
  readonly around: number;
  /** The question and the mark of a recording. */
  readonly recording: number;
  /** Hover, focus, dialogs, closed roots, edited rules of a mirrored page; comes while the first picture is made. */
  readonly rareWatch: number;
  /** What a mirrored page brings along as bytes: canvases, videos, blobs, fonts, texts of style sheets. */
  readonly rarePictures: number;
  /** Custom states, script animations, highlights and selections of a mirrored page. */
  readonly rareStates: number;
  /** The widget above the page's own dialogs; comes with a conversation. */
  readonly above: number;
  /** The customer's own look at what is seen; comes with the question. */
  readonly ownView: number;
  /** This page in the administrator's preview; comes only where it was opened for it. */
  readonly preview: number;
  /** The card of a session with somebody else's provider. */
  readonly providerCard: number;
  /** Cards, consent and bar of a visual session. */
  readonly visual: number;
  /** The words by which a deed of the agent waits for the customer; comes with control. */
  readonly rule: number;
  /** What the agent says and does: commands, keys, editing, drags; comes with the first of them. */
  readonly keyboard: number;
  /** The administrator's rules by a field's label; comes before the engine begins, where there are any. */
  readonly labels: number;
  /** Capture and control. */
  readonly engine: number;
  /** The agent's laser and drawing in the page; comes with the first of them. */
  readonly pointing: number;
  /** What a call of more than two adds to one of two. */
  readonly parties: number;
  /** What that adds where a media server joins it. */
  readonly server: number;
  /** Screen sharing, with the link code that it shares with calls. */
  readonly screen: number;
}

/**
 * The widget's files by when they are needed. A part is what it adds to the chat and to nothing else, and whatever without
 * a part's name it loads later in its turn; of the languages a customer loads one, so the largest counts, with the chat or
 * the part that asks for it; a chunk of no known part counts as chat.
 */
export function widgetSizes(output: Output): WidgetSizes {
  const entries = [...output.keys()].filter((file) => /(^|\/)chat-[^/]*\.js$/.test(file));
  const chat = reachOf(output, entries);
  const chatFiles = new Set(chat.files);
  const partFiles: Readonly<Record<Part, Set<string>>> = {
    labels: new Set(),
    engine: new Set(),
    rareWatch: new Set(),
    rarePictures: new Set(),
    rareStates: new Set(),
    pointing: new Set(),
    keyboard: new Set(),
    rule: new Set(),
    screen: new Set(),
    above: new Set(),
    ownView: new Set(),
    preview: new Set(),
    providerCard: new Set(),
    visual: new Set(),
    shell: new Set(),
    insight: new Set(),
    tools: new Set(),
    proactive: new Set(),
    notify: new Set(),
    abilities: new Set(),
    preparing: new Set(),
    files: new Set(),
    ownWindow: new Set(),
    server: new Set(),
    parties: new Set(),
    asking: new Set(),
    around: new Set(),
    recording: new Set(),
    calls: new Set(),
  };
  const languages = new Map<Part | null, number>();
  const seen = new Set<string>();
  // Level by level: a part that needs a file of the one before it does not own what that one loads.
  const queue: [file: string, owner: Part | null][] = [];
  const meet = (file: string, owner: Part | null): void => {
    if (!seen.has(file)) queue.push([file, owner]);
    seen.add(file);
  };
  const take = (file: string, owner: Part | null): void => {
    const name = posix.basename(file);
    if (texts.test(name)) {
      const bytes = gzippedBytes(output, reachOf(output, [file]).files.difference(chat.files));
      languages.set(owner, Math.max(languages.get(owner) ?? 0, bytes));
      return;
    }
    const named = (Object.keys(parts) as Part[]).find((each) => parts[each].test(name));
    const part = named ?? owner;
    const reach = reachOf(output, [file]);
    for (const reached of reach.files) (part ? partFiles[part] : chatFiles).add(reached);
    // What the chat itself may load has its own place, whoever else loads it too.
    for (const next of reach.later) if (!chat.later.has(next)) meet(next, part);
  };
  for (const file of chat.later) meet(file, null);
  for (let next = queue.shift(); next; next = queue.shift()) take(...next);
  const bytesOf = (part: Part): number =>
    gzippedBytes(output, partFiles[part].difference(chatFiles)) + (languages.get(part) ?? 0);
  const addedTo = (base: Part, part: Part): number =>
    gzippedBytes(output, partFiles[part].difference(chatFiles).difference(partFiles[base]));
  const partiesFiles = partFiles.parties.difference(chatFiles).difference(partFiles.calls);
  return {
    loader: gzippedBytes(output, ["loader.js"]),
    chat: gzippedBytes(output, chatFiles) + (languages.get(null) ?? 0),
    calls: bytesOf("calls"),
    files: bytesOf("files"),
    preparing: addedTo("files", "preparing"),
    proactive: bytesOf("proactive"),
    notify: bytesOf("notify"),
    abilities: bytesOf("abilities"),
    asking: bytesOf("asking"),
    around: bytesOf("around"),
    recording: bytesOf("recording"),
    shell: bytesOf("shell"),
    insight: bytesOf("insight"),
    tools: bytesOf("tools"),
    ownWindow: gzippedBytes(output, partFiles.ownWindow.difference(chatFiles).difference(partFiles.calls)),
    above: bytesOf("above"),
    ownView: addedTo("visual", "ownView") + (languages.get("ownView") ?? 0),
    preview: addedTo("visual", "preview") + (languages.get("preview") ?? 0),
    providerCard: addedTo("visual", "providerCard"),
    visual: bytesOf("visual"),
    labels: bytesOf("labels"),
    engine: bytesOf("engine"),
    rareWatch: addedTo("engine", "rareWatch"),
    rarePictures: addedTo("engine", "rarePictures"),
    rareStates: addedTo("engine", "rareStates"),
    pointing: bytesOf("pointing"),
    keyboard: addedTo("engine", "keyboard"),
    rule: gzippedBytes(output, partFiles.rule.difference(chatFiles).difference(partFiles.engine)),
    screen: bytesOf("screen"),
    parties: gzippedBytes(output, partiesFiles),
    server: gzippedBytes(
      output,
      partFiles.server.difference(chatFiles).difference(partFiles.calls).difference(partiesFiles),
    ),
  };
}

/** Everything that the console's page names, and what that imports. */
export function firstLoadBytes(output: Output, base: string): number {
  const html = output.get("index.html") ?? "";
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, url]) => url!)
    .filter((url) => url.startsWith(base));
  return gzippedBytes(output, [
    "index.html",
    ...reachOf(
      output,
      named.map((url) => url.slice(base.length)),
    ).files,
  ]);
}
