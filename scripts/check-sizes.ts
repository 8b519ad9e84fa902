/** Holds what browsers load to its budget (gzip). What is not built yet is not checked. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { root } from "./run.ts";
import { firstLoadBytes, widgetSizes, type Output } from "./sizes.ts";

const kilobyte = 1024;

function read(folder: string): Output {
  const files = globSync("**/*.{js,css,html,json,svg}", { cwd: `${root}${folder}` });
  return new Map(files.map((file) => [file.replaceAll("\\", "/"), readFileSync(`${root}${folder}/${file}`, "utf8")]));
}

const rows: { name: string; bytes: number; limit: number }[] = [];
if (existsSync(`${root}apps/widget/dist`)) {
  const sizes = widgetSizes(read("apps/widget/dist"));
  const {
    loader,
    chat,
    calls,
    asking,
    files,
    preparing,
    proactive,
    notify,
    abilities,
    recording,
    parties,
    server,
    shell,
  } = sizes;
  const {
    around,
    insight,
    tools,
    ownWindow,
    above,
    ownView,
    preview,
    providerCard,
    visual,
    labels,
    engine,
    rareWatch,
    rarePictures,
    rareStates,
    pointing,
    rule,
    keyboard,
    screen,
  } = sizes;
  rows.push({ name: "widget: loader", bytes: loader, limit: 3 * kilobyte });
  rows.push({ name: "widget: chat", bytes: chat, limit: 25 * kilobyte });
  rows.push({ name: "widget: calls, more", bytes: calls, limit: 12 * kilobyte });
  rows.push({ name: "widget: calls of three", bytes: parties, limit: 4 * kilobyte });
  rows.push({ name: "widget: by a media server", bytes: server, limit: 3 * kilobyte });
  rows.push({ name: "widget: call's shell", bytes: shell, limit: 3 * kilobyte });
  rows.push({ name: "widget: a call's quality", bytes: insight, limit: 2 * kilobyte });
  rows.push({ name: "widget: call's tools", bytes: tools, limit: 6 * kilobyte });
  rows.push({ name: "widget: call's own window", bytes: ownWindow, limit: 3 * kilobyte });
  rows.push({ name: "widget: asking for a call", bytes: asking, limit: 3 * kilobyte });
  rows.push({ name: "widget: around the chat", bytes: around, limit: 6 * kilobyte });
  rows.push({ name: "widget: files and emoji", bytes: files, limit: 9 * kilobyte });
  rows.push({ name: "widget: preparing files", bytes: preparing, limit: 4 * kilobyte });
  rows.push({ name: "widget: invitation", bytes: proactive, limit: 3 * kilobyte });
  rows.push({ name: "widget: sound and title", bytes: notify, limit: 2 * kilobyte });
  rows.push({ name: "widget: abilities", bytes: abilities, limit: kilobyte });
  rows.push({ name: "widget: recording", bytes: recording, limit: 2 * kilobyte });
  rows.push({ name: "widget: above dialogs", bytes: above, limit: 1.5 * kilobyte });
  rows.push({ name: "widget: own look", bytes: ownView, limit: 2.5 * kilobyte });
  rows.push({ name: "widget: in a preview", bytes: preview, limit: 3 * kilobyte });
  rows.push({ name: "widget: other's provider", bytes: providerCard, limit: 1 * kilobyte });
  rows.push({ name: "widget: beside the tree", bytes: rareWatch, limit: 2 * kilobyte });
  rows.push({ name: "widget: a page's pictures", bytes: rarePictures, limit: 3 * kilobyte });
  rows.push({ name: "widget: a page's odd states", bytes: rareStates, limit: 2 * kilobyte });
  rows.push({ name: "widget: co-browse engine", bytes: engine, limit: 12 * kilobyte });
  rows.push({ name: "widget: rules by label", bytes: labels, limit: 1.5 * kilobyte });
  rows.push({ name: "widget: pointing", bytes: pointing, limit: 3 * kilobyte });
  rows.push({ name: "widget: agent's hands", bytes: keyboard, limit: 6.5 * kilobyte });
  rows.push({ name: "widget: what waits", bytes: rule, limit: 2 * kilobyte });
  rows.push({ name: "widget: visual session", bytes: visual, limit: 10 * kilobyte });
  rows.push({ name: "widget: screen sharing", bytes: screen, limit: 7.5 * kilobyte });
}
if (existsSync(`${root}apps/console/dist/console`)) {
  rows.push({
    name: "console: first load",
    bytes: firstLoadBytes(read("apps/console/dist/console"), "/console/"),
    limit: 250 * kilobyte,
  });
}
for (const { name, bytes, limit } of rows) {
  const verdict = bytes > limit ? "TOO LARGE" : bytes === 0 ? "MISSING" : "ok";
  console.log(`${name.padEnd(24)} ${(bytes / kilobyte).toFixed(1).padStart(7)} KB of ${limit / kilobyte}  ${verdict}`);
}
process.exitCode = rows.some(({ bytes, limit }) => bytes > limit || bytes === 0) ? 1 : 0;
