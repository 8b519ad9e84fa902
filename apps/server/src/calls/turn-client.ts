/**
 * A TURN client of one question at a time, over UDP, TCP or TLS: enough to see whether a relay takes our credentials and what
 * it refuses. Media never passes here.
 */
import { createSocket } from "node:dgram";
import { isIP, connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { RelayServer } from "@rinnalla/protocol";
import { longTermKey, readStunAnswer, stunAttribute, stunMethod, stunRequest } from "./stun.ts";
import type { StunAnswer, StunAttributes } from "./stun.ts";

export interface TurnClient {
  /** Error code of the relay (401, 403, 486 …); `null`: done. Rejects when nobody answers. */
  ask(method: number, attributes: StunAttributes): Promise<number | null>;
  /** As above; a success holds until `close` or the relay's own time limit. */
  allocate(): Promise<number | null>;
  close(): void;
}

interface Pipe {
  /** What was sent may be lost, and is sent again. */
  readonly isLossy: boolean;
  send(bytes: Buffer): void;
  close(): void;
}

/** A UDP packet may be lost; RFC 8489's first waiting time. */
const resendMs = 500;
const udpOverIpv4 = Buffer.from([17, 0, 0, 0]);

export function openTurnClient(
  url: string,
  { username, credential }: Pick<RelayServer, "username" | "credential">,
  patienceMs: number,
  /** Trusted besides the usual authorities, for TLS. */
  authority?: string,
): TurnClient {
  const waiting = new Map<string, (answer: StunAnswer) => void>();
  const failing = new Set<(failure: unknown) => void>();
  const pipe = openPipe(
    url,
    authority,
    (answer) => waiting.get(answer.id)?.(answer),
    (failure) => {
      for (const fail of failing) fail(failure);
    },
  );
  let realm: Buffer = Buffer.alloc(0);
  let nonce: Buffer = Buffer.alloc(0);
  let broken: { readonly failure: unknown } | null = null;
  failing.add((failure) => (broken ??= { failure }));

  function send(method: number, attributes: StunAttributes, key: Buffer | null): Promise<StunAnswer> {
    return new Promise((resolve, reject) => {
      const { id, bytes } = stunRequest(method, attributes, key);
      const done = () => {
        clearInterval(resending);
        clearTimeout(giveUp);
        waiting.delete(id);
        failing.delete(fail);
      };
      const fail = (failure: unknown) => {
        done();
        reject(failure);
      };
      const resending = setInterval(() => pipe.isLossy && pipe.send(bytes), resendMs);
      const giveUp = setTimeout(() => fail(new Error(`no answer from ${url}`)), patienceMs);
      if (broken) return fail(broken.failure);
      failing.add(fail);
      waiting.set(id, (answer) => {
        done();
        resolve(answer);
      });
      pipe.send(bytes);
    });
  }

  async function ask(method: number, attributes: StunAttributes): Promise<number | null> {
    // The first answer to each client is a 401 with the realm; a nonce that has grown old brings a 438 with a fresh one.
    for (let tries = 0; ; tries += 1) {
      const isGreeted = realm.length > 0;
      const signed: StunAttributes = isGreeted
        ? [
            ...attributes,
            [stunAttribute.username, Buffer.from(username)],
            [stunAttribute.realm, realm],
            [stunAttribute.nonce, nonce],
          ]
        : attributes;
      const key = isGreeted ? longTermKey(username, realm.toString(), credential) : null;
      const { errorCode, attributes: told } = await send(method, signed, key);
      if (tries >= 2 || (errorCode !== 438 && !(errorCode === 401 && !isGreeted))) return errorCode;
      realm = Buffer.from(told.get(stunAttribute.realm) ?? realm);
      nonce = Buffer.from(told.get(stunAttribute.nonce) ?? nonce);
    }
  }

  return {
    ask,
    allocate: () => ask(stunMethod.allocate, [[stunAttribute.requestedTransport, udpOverIpv4]]),
    close: () => pipe.close(),
  };
}

function openPipe(
  url: string,
  authority: string | undefined,
  hear: (answer: StunAnswer) => void,
  fail: (failure: unknown) => void,
): Pipe {
  const { host, port, transport } = readTurnUrl(url);
  if (transport === "udp") {
    const socket = createSocket(isIP(host) === 6 ? "udp6" : "udp4");
    socket.on("error", fail);
    socket.on("message", (bytes) => {
      const answer = readStunAnswer(bytes);
      if (answer) hear(answer);
    });
    return {
      isLossy: true,
      send: (bytes) => socket.send(bytes, port, host, (failure) => failure && fail(failure)),
      close: () => socket.close(),
    };
  }
  const socket: Socket =
    transport === "tls"
      ? connectTls({
          host,
          port,
          ...(!isIP(host) && { servername: host }),
          ...(authority !== undefined && { ca: authority }),
        })
      : connectTcp(port, host);
  let heard = Buffer.alloc(0);
  socket.on("error", fail);
  socket.on("close", () => fail(new Error(`${url} hung up`)));
  socket.on("data", (piece: Buffer) => {
    heard = Buffer.concat([heard, piece]);
    for (let answer = readStunAnswer(heard); answer; answer = readStunAnswer(heard)) {
      hear(answer);
      heard = heard.subarray(answer.length);
    }
  });
  return {
    isLossy: false,
    send: (bytes) => void socket.write(bytes),
    close: () => socket.destroy(),
  };
}

/** RFC 7065: `turn:host[:port][?transport=udp|tcp]`; `turns` is TLS over TCP. */
function readTurnUrl(url: string): { host: string; port: number; transport: "udp" | "tcp" | "tls" } {
  const parts = /^(turns?):(\[[\da-f:.]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/i.exec(url);
  if (!parts) throw new Error(`not a relay's address: ${url}`);
  const [, scheme = "", host = "", port, transport] = parts;
  const isTls = scheme.toLowerCase() === "turns";
  return {
    host: host.replace(/^\[|\]$/g, ""),
    port: Number(port ?? (isTls ? 5349 : 3478)),
    transport: isTls ? "tls" : transport === "tcp" ? "tcp" : "udp",
  };
}
