/** A conversation as HTML for e-mail: no links, no pictures, no styles from anywhere; all that people wrote is text (CHAT-04). */
import type { LoggedEvent } from "@rinnalla/protocol";
import { transcriptWords } from "../http/transcript-words.ts";
import { transcriptTime, transcriptLines, type TranscriptOptions } from "../http/transcript.ts";

export function transcriptHtml(log: readonly LoggedEvent[], options: TranscriptOptions): string {
  const locale = options.locale ?? "en";
  const opened = log[0];
  const title = transcriptWords[locale].title.replace("{time}", opened ? transcriptTime(opened.at) : "");
  const rows = transcriptLines(log, options).map(({ at, author, text }) => {
    const words = escape(text).replaceAll("\n", "<br>");
    const said = author === null ? `<em>${words}</em>` : `<strong>${escape(author)}</strong><br>${words}`;
    return `<tr><td style="padding:4px 12px 4px 0;vertical-align:top;white-space:nowrap;color:#5f6b66">${transcriptTime(at).slice(11)}</td><td style="padding:4px 0;overflow-wrap:anywhere">${said}</td></tr>`;
  });
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escape(options.organisation)}</title></head>`,
    `<body style="font:15px/1.5 sans-serif;color:#1c2420"><h1 style="font-size:18px">${escape(options.organisation)}</h1>`,
    `<p>${escape(title)}</p><table role="presentation" style="border-collapse:collapse">${rows.join("")}</table></body></html>`,
  ].join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
