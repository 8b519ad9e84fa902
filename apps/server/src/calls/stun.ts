/** The few words of STUN and TURN that a probe of our relays needs, as bytes (RFC 8489, sections 5 and 14; RFC 8656, section 18). */
import { createHash, createHmac, randomBytes } from "node:crypto";

const magicCookie = 0x2112a442;
const headerBytes = 20;

export const stunMethod = { allocate: 0x003, refresh: 0x004, createPermission: 0x008 } as const;
export const stunAttribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedTransport: 0x0019,
} as const;

export type StunAttributes = readonly (readonly [type: number, value: Buffer])[];

export interface StunAnswer {
  /** Of the request that it answers, in hexadecimal. */
  readonly id: string;
  /** `null`: a success; else the code, such as 401. */
  readonly errorCode: number | null;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

/** With a key, the request is signed (long-term credentials). */
export function stunRequest(
  method: number,
  attributes: StunAttributes,
  key: Buffer | null,
): { id: string; bytes: Buffer } {
  const id = randomBytes(12);
  const body = Buffer.concat(attributes.map(([type, value]) => attributeBytes(type, value)));
  if (!key) return { id: id.toString("hex"), bytes: Buffer.concat([header(method, body.length, id), body]) };
  // The signature covers a header that already counts the signature.
  const signed = Buffer.concat([header(method, body.length + 24, id), body]);
  const signature = createHmac("sha1", key).update(signed).digest();
  const bytes = Buffer.concat([signed, attributeBytes(stunAttribute.messageIntegrity, signature)]);
  return { id: id.toString("hex"), bytes };
}

export function longTermKey(username: string, realm: string, password: string): Buffer {
  return createHash("md5").update(`${username}:${realm}:${password}`).digest();
}

/** `null`: not an answer, or not whole yet. `length` is how many bytes of a stream it took. */
export function readStunAnswer(bytes: Buffer): (StunAnswer & { readonly length: number }) | null {
  if (bytes.length < headerBytes || bytes.readUInt32BE(4) !== magicCookie) return null;
  const length = headerBytes + bytes.readUInt16BE(2);
  const kind = bytes.readUInt16BE(0) & 0x0110;
  if (bytes.length < length || (kind !== 0x0100 && kind !== 0x0110)) return null;
  const attributes = new Map<number, Buffer>();
  for (let at = headerBytes; at + 4 <= length;) {
    const size = bytes.readUInt16BE(at + 2);
    attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + size));
    at += 4 + Math.ceil(size / 4) * 4;
  }
  const error = attributes.get(stunAttribute.errorCode);
  const errorCode = kind === 0x0100 ? null : error && error.length >= 4 ? (error[2]! & 7) * 100 + error[3]! : 0;
  return { id: bytes.toString("hex", 8, headerBytes), errorCode, attributes, length };
}

/** IPv4 with a port, as XOR-PEER-ADDRESS wants it. */
export function xorAddress(address: string, port: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16BE(0x0001, 0);
  bytes.writeUInt16BE(port ^ (magicCookie >>> 16), 2);
  const plain = Buffer.from(address.split(".").map(Number)).readUInt32BE(0);
  bytes.writeUInt32BE((plain ^ magicCookie) >>> 0, 4);
  return bytes;
}

function header(method: number, length: number, id: Buffer): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeUInt16BE(method, 0);
  bytes.writeUInt16BE(length, 2);
  bytes.writeUInt32BE(magicCookie, 4);
  id.copy(bytes, 8);
  return bytes;
}

function attributeBytes(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}
