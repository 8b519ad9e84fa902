import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCommand, encodeCommand, type ViewerCommand } from "./commands.ts";
import { pack } from "./pack.ts";
import { createReader, StreamError, type StringTable } from "./reader.ts";
import { unpack } from "./unpack.ts";
import { createWriter } from "./writer.ts";

const part = fc.oneof(
  fc.record({ how: fc.constant("u" as const), value: fc.nat({ max: 2 ** 31 - 1 }) }),
  fc.record({ how: fc.constant("z" as const), value: fc.integer({ min: -(2 ** 30), max: 2 ** 30 - 1 }) }),
  fc.record({
    how: fc.constant("s" as const),
    value: fc.oneof(fc.string({ unit: "grapheme", maxLength: 300 }), fc.constantFrom("div", "class", "ä")),
  }),
  fc.record({
    how: fc.constant("long" as const),
    value: fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.string({ unit: "grapheme-ascii", minLength: 50, maxLength: 400 }),
    ),
  }),
);

describe("the stream's numbers and strings", () => {
  it("come back as they were written, over several payloads with one string table", () => {
    fc.assert(
      fc.property(fc.array(fc.array(part, { maxLength: 40 }), { maxLength: 5 }), (payloads) => {
        const writer = createWriter();
        const table: StringTable = [];
        for (const parts of payloads) {
          for (const each of parts) writer[each.how](each.value as never);
          const reader = createReader(writer.take(3).subarray(3), table);
          expect(parts.map(({ how }) => reader[how]())).toEqual(parts.map(({ value }) => value));
          expect(reader.isAtEnd()).toBe(true);
        }
      }),
    );
  });

  it("long ones come back whole where the room just ends, whatever they are made of", () => {
    for (const letter of ["a", "ä", "€", "😀"])
      for (let free = 55; free < 80; free++) {
        const writer = createWriter();
        const texts = ["x".repeat(16_384 - 3 - free), letter.repeat(61), "a".repeat(60) + letter];
        for (const text of texts) writer.long(text);
        const reader = createReader(writer.take(0), []);
        expect(texts.map(() => reader.long(100_000))).toEqual(texts);
      }
  });

  it("a string seen before costs two bytes at most", () => {
    const writer = createWriter();
    writer.s("a class name that is rather long");
    writer.take(0);
    writer.s("a class name that is rather long");
    expect(writer.length()).toBe(1);
  });

  it("[VIS-09] any bytes at all give values or a StreamError, never anything else", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(fc.constantFrom("u", "z", "s", "long")),
        (bytes, hows) => {
          const reader = createReader(bytes, []);
          try {
            for (const how of hows) reader[how as "u"]();
          } catch (error) {
            expect(error).toBeInstanceOf(StreamError);
          }
        },
      ),
    );
  });
});

describe("packing", () => {
  it("gives back what was packed, small ones at once", async () => {
    for (const length of [0, 10, 599, 5000, 300_000]) {
      const plain = new Uint8Array(length + 1).map((_, i) => (i * 7) % 13);
      const packed = pack(plain.slice());
      expect(packed instanceof Uint8Array).toBe(length < 599);
      const payload = await packed;
      if (length >= 5000) expect(payload.length).toBeLessThan(length / 4);
      expect(Buffer.from(await unpack(payload)).equals(plain.subarray(1))).toBe(true);
    }
  });

  it("[VIS-09] refuses a payload that unpacks to more than its bound, and nonsense", async () => {
    const bomb = new Blob([new Uint8Array(40 * 1024 * 1024)])
      .stream()
      .pipeThrough(new CompressionStream("deflate-raw"));
    const payload = Uint8Array.of(1, ...new Uint8Array(await new Response(bomb).arrayBuffer()));
    await expect(unpack(payload)).rejects.toThrow("payload too large");
    await expect(unpack(Uint8Array.of(1, 255, 255, 3))).rejects.toThrow();
    expect(() => unpack(Uint8Array.of(7))).toThrow(StreamError);
  });
});

describe("commands", () => {
  const place = { id: fc.nat({ max: 1e6 }), x: fc.nat({ max: 10_000 }), y: fc.nat({ max: 10_000 }) };
  const id = fc.nat({ max: 1e6 });
  const text = fc.string({ unit: "grapheme", maxLength: 200 });
  const command: fc.Arbitrary<ViewerCommand> = fc.oneof(
    fc.record({ type: fc.constant("point" as const), ...place }),
    fc.record({ type: fc.constant("click" as const), ...place, count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      type: fc.constant("key" as const),
      id,
      key: fc.constantFrom("a", "Enter", "ä", "😀"),
      modifiers: fc.nat({ max: 15 }),
    }),
    fc.record({ type: fc.constant("text" as const), id, text }),
    fc.record({ type: fc.constant("choose" as const), id, index: id }),
    fc.record({
      type: fc.constant("scroll" as const),
      id,
      x: fc.integer({ min: -1e6, max: 1e6 }),
      y: fc.integer({ min: -1e6, max: 1e6 }),
    }),
    fc.record({ type: fc.constant("navigate" as const), url: fc.webUrl() }),
    fc.constantFrom<ViewerCommand>({ type: "back" }, { type: "reload" }, { type: "resync" }),
    fc.record({ type: fc.constant("bring" as const), id }),
  );

  it("come back as they were sent", () => {
    fc.assert(
      fc.property(fc.nat({ max: 0x3fffffff }), command, (epoch, sent) => {
        expect(decodeCommand(encodeCommand(epoch, sent))).toEqual({ epoch, command: sent });
      }),
    );
  });

  it("anything else is none", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void decodeCommand(bytes)));
    const said = (value: unknown): unknown => decodeCommand(new TextEncoder().encode(JSON.stringify(value)));
    for (const each of [
      [1, "no"],
      [1, "toString"],
      [1, "back", 0],
      [1, "text", 2, 3],
      [1, "scroll", 1, 1.5, 0],
      ["1", "back"],
      [1, "text", 2, "x".repeat(5000)],
      {},
      null,
      7,
    ])
      expect(said(each)).toBe(null);
    expect(said([1, "text", 2, "a"])).not.toBe(null);
    expect(decodeCommand(new Uint8Array())).toBe(null);
  });
});
