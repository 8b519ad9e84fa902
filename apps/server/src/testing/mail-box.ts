/** An SMTP server for tests (RFC 5321, as much as one letter needs): keeps what it is given, and answers as it is told to. */
import { createServer, type AddressInfo, type Socket } from "node:net";

export interface ReceivedLetter {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and body as they came over the line, without the dots that protect it. */
  readonly raw: string;
}

export interface MailBox {
  /** For `RINNALLA_SMTP_URL`. */
  readonly url: string;
  readonly letters: readonly ReceivedLetter[];
  /** What is answered to the next recipients: 250 takes them, 4xx may later, 5xx never. */
  answer: number;
  /** How many recipients were named in all. */
  readonly tries: number;
  close(): Promise<void>;
}

export async function openMailBox(): Promise<MailBox> {
  const letters: ReceivedLetter[] = [];
  const sockets = new Set<Socket>();
  let tries = 0;
  const box = { answer: 250 };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    let from = "";
    let to: string[] = [];
    let body: string[] | null = null;
    let rest = "";
    say("220 mail.test ESMTP");
    socket.setEncoding("utf8").on("data", (piece: string) => {
      const lines = (rest + piece).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (body) {
          if (line !== ".") {
            body.push(line.startsWith(".") ? line.slice(1) : line);
            continue;
          }
          letters.push({ from, to, raw: body.join("\r\n") });
          body = null;
          say("250 taken");
          continue;
        }
        const word = line.slice(0, 4).toUpperCase();
        if (word === "EHLO" || word === "HELO") say("250 mail.test");
        else if (word === "MAIL") {
          from = /<([^>]*)>/.exec(line)?.[1] ?? "";
          to = [];
          say("250 ok");
        } else if (word === "RCPT") {
          tries += 1;
          if (box.answer === 250) to.push(/<([^>]*)>/.exec(line)?.[1] ?? "");
          say(`${box.answer} recipient`);
        } else if (word === "DATA") {
          body = [];
          say("354 go on");
        } else if (word === "QUIT") {
          say("221 bye");
          socket.end();
        } else say("250 ok");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    get answer() {
      return box.answer;
    },
    set answer(code) {
      box.answer = code;
    },
    get tries() {
      return tries;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The readable part of this type, decoded. */
export function partOf({ raw }: ReceivedLetter, type: "text/plain" | "text/html"): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1];
  const parts = boundary ? raw.split(`--${boundary}`) : [raw];
  const part = parts.find((one) => one.toLowerCase().includes(`content-type: ${type}`)) ?? "";
  const [head = "", ...body] = part.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(text, "base64").toString("utf8");
  if (!/transfer-encoding: quoted-printable/i.test(head)) return text;
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
