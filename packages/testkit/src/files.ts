/** Small files of each kind, for tests here and beside the server and the browsers: whole where a browser has to draw them. */
type Bytes = Uint8Array<ArrayBuffer>;

const bytesOf = (...parts: readonly (string | Uint8Array | readonly number[])[]): Bytes =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (sign) => sign.charCodeAt(0)) : [...part])),
  );
const big = (value: number, size: 2 | 4): readonly number[] =>
  size === 2 ? [value >> 8, value & 255] : [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const little = (value: number, size: 2 | 3 | 4): readonly number[] => big(value, 4).toReversed().slice(0, size);

export const html: Bytes = bytesOf("<!doctype html><script>parent.document.title = document.title = 'ran'</script>");
export const svg: Bytes = bytesOf(
  `<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='ran'"><script>document.title='ran'</script></svg>`,
);

/** CRC-32 as PNG wants it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A zlib stream that does not compress (RFC 1950, RFC 1951); up to 64 KB. */
function stored(bytes: Uint8Array): Bytes {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  const { length } = bytes;
  return bytesOf([0x78, 1, 1, ...little(length, 2), ...little(~length & 0xffff, 2)], bytes, big(high, 2), big(low, 2));
}

/** One colour; a picture that browsers draw. */
export function png(
  width: number,
  height: number,
  { text = "", pixels }: { text?: string; pixels?: Uint8Array } = {},
): Bytes {
  const chunk = (name: string, content: Uint8Array): Bytes => {
    const body = bytesOf(name, content);
    return bytesOf(big(content.length, 4), body, big(crc32(body), 4));
  };
  const row = bytesOf([0], new Uint8Array(width * 3).fill(120));
  const data = pixels ?? stored(bytesOf(...Array.from({ length: height }, () => row)));
  return bytesOf(
    "\x89PNG\r\n\x1a\n",
    chunk("IHDR", bytesOf(big(width, 4), big(height, 4), [8, 2, 0, 0, 0])),
    text === "" ? [] : chunk("tEXt", bytesOf("Comment\0", text)),
    chunk("IDAT", data),
    chunk("IEND", bytesOf()),
  );
}

/** One colour; drawn by browsers. The comment may close a script's. */
export function gif(width: number, height: number, comment = ""): Bytes {
  return bytesOf(
    "GIF89a",
    [...little(width, 2), ...little(height, 2), 0x80, 0, 0, 200, 80, 40, 0, 0, 0],
    comment === "" ? [] : bytesOf([0x21, 0xfe, comment.length], comment, [0]),
    [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0, 0x3b],
  );
}

/** Chunks in their order, with EXIF; its pixels are none. */
export function webp(width: number, height: number, secret = "none"): Bytes {
  const chunk = (name: string, content: Uint8Array): Bytes =>
    bytesOf(name, little(content.length, 4), content, content.length % 2 ? [0] : []);
  const body = bytesOf(
    "WEBP",
    chunk("VP8X", bytesOf([0x0c, 0, 0, 0], little(width - 1, 3), little(height - 1, 3))),
    chunk("VP8L", bytesOf([0x2f], little((width - 1) | ((height - 1) << 14), 4), [1, 2, 3])),
    chunk("EXIF", bytesOf(secret)),
    chunk("XMP ", bytesOf(secret)),
  );
  return bytesOf("RIFF", little(body.length, 4), body);
}

const segment = (marker: number, content: Uint8Array): Bytes =>
  bytesOf([0xff, marker], big(content.length + 2, 2), content);
const frame = (width: number, height: number): Bytes =>
  segment(0xc0, bytesOf([8], big(height, 2), big(width, 2), [1, 1, 0x11, 0]));

/** Its structure without pixels worth drawing. */
export function jpeg(width: number, height: number): Bytes {
  return bytesOf([0xff, 0xd8], frame(width, height), segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])), "scan", [0xff, 0xd9]);
}

/** As a telephone makes them: EXIF with a place, XMP, a comment, a profile, a second picture behind the end. */
export function exifJpeg(width: number, height: number, orientation: number): Bytes {
  const entry = (tag: number, value: number): readonly number[] => [
    ...little(tag, 2),
    3,
    0,
    1,
    0,
    0,
    0,
    ...little(value, 4),
  ];
  const exif = bytesOf(
    "Exif\0\0II\x2a\0\x08\0\0\0",
    little(2, 2),
    entry(0x010f, 7),
    entry(0x0112, orientation),
    "\0\0\0\0CAMERA GPS-60.17",
  );
  return bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf("JFIF\0\x01\x02\0\0\x01\0\x01\0\0")),
    segment(0xe1, exif),
    segment(0xe1, bytesOf("http://ns.adobe.com/xap/1.0/\0secret")),
    segment(0xe2, bytesOf("ICC_PROFILE\0\x01\x01profile")),
    segment(0xe2, bytesOf("MPF\0secret")),
    segment(0xfe, bytesOf("secret comment")),
    frame(width, height),
    segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])),
    "pixels-of-the-scan",
    [0xff, 0, 0xff, 0xd0],
    "more",
    [0xff, 0xd9, 0xff, 0xd8],
    "secret trailer",
  );
}

/** Names as in an archive, contents none. */
export function zip(...names: readonly string[]): Bytes {
  const local = names.map((name) => bytesOf("PK\x03\x04", new Uint8Array(22), little(name.length, 2), [0, 0], name));
  return bytesOf(...local, "PK\x05\x06", new Uint8Array(18));
}
