/**
 * Style text from a hostile stream, made harmless: every address that the browser would fetch is checked, the rest
 * passes. Reads as CSS Syntax Level 3 tokenizes, so that escapes, comments and broken strings hide nothing; where in
 * doubt it takes more for an address than a browser would (VIS-09).
 */

/** `use` "import" is a style sheet, "image" anything else (pictures, fonts, filters). */
export type AllowUrl = (url: string, use: "import" | "image") => boolean;

const plain = /[^\\"'/@\w\u0080-\u{10ffff}-]+/uy;
const ident = /(?:[-\w\u0080-\u{10ffff}]|\\[0-9a-f]{1,6}[ \t\n]?|\\[^\n0-9a-f])+/iuy;
const space = /(?:[ \t\n]|\/\*[^]*?(?:\*\/|$))*/y;
/** Take strings as addresses. */
const imageFunctions = /^(?:-webkit-)?(?:image-set|image|cross-fade)$/;
/** Could bring an address in from elsewhere. */
const substitutions = /^(?:var|env|attr|if|inherit)$|^--/;
const crashing = /[^;{}]*(?:light-dark|(?:var|env|attr|if)\(|--|\\)/iuy;
/** Without any of these there is no address in it, and nothing to be read at length. */
const suspect = /[\\@\0]|url|src|image|cross-fade|domain|shape-outside/i;
const comment = /\/\*[^]*?(?:\*\/|$)/y;
/** In place of what goes: the words around it must not become one (`u` + `rl(`). */
const apart = "/**/";
const nowhere = 'url("data:,")';
const maxDepth = 30;

export function filterCss(text: string, allow: AllowUrl): string {
  if (!suspect.test(text)) return text;
  const source = text.replace(/\r\n?|\f/g, "\n").replaceAll("\0", "\ufffd");
  let at = 0;

  function match(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? "";
    at += found.length;
    return found;
  }

  function checked(url: string): string {
    const value = url.trim();
    return value.startsWith("#") || allow(value, "image") ? `url(${quote(value)})` : nowhere;
  }

  /** At a quote. */
  function string(): string {
    const end = source[at++]!;
    let value = "";
    while (at < source.length) {
      const char = source[at]!;
      if (char === end) {
        at++;
        break;
      }
      if (char === "\n") break;
      if (char === "\\") {
        if (source[at + 1] === "\n") at += 2;
        else value += escape();
      } else {
        value += char;
        at++;
      }
    }
    return value;
  }

  /** At a backslash. */
  function escape(): string {
    const found = /^\\(?:([0-9a-f]{1,6})[ \t\n]?|([^]?))/iu.exec(source.slice(at, at + 9))!;
    at += found[0].length;
    if (found[1] === undefined) return found[2] ?? "";
    const code = parseInt(found[1], 16);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? "\ufffd" : String.fromCodePoint(code);
  }

  /** After `url(`. A quoted address may have modifiers behind it; they go. */
  function address(): string {
    match(space);
    const char = source[at];
    if (char === '"' || char === "'") {
      const value = string();
      skipTo(")");
      return checked(value);
    }
    let value = "";
    while (at < source.length && source[at] !== ")") {
      if (source[at] === "\\" && source[at + 1] !== "\n") value += escape();
      else value += source[at++];
    }
    at++;
    return /["'(]/.test(value) ? nowhere : checked(value);
  }

  /** Past the end of what is open. */
  function skipTo(end: string): void {
    let depth = 0;
    while (at < source.length) {
      const char = source[at]!;
      if (char === '"' || char === "'") string();
      else if (char === "\\") escape();
      else if (source.startsWith("/*", at)) match(comment);
      else {
        at++;
        if (depth === 0 && char === end) return;
        if (char === "(") depth++;
        else if (char === ")") depth--;
      }
    }
  }

  /** After `@import`: the whole rule or nothing. */
  function importRule(): string {
    match(space);
    const char = source[at];
    let url = "";
    if (char === '"' || char === "'") url = string();
    else if (/^url$/i.test(decode(match(ident))) && source[at] === "(") {
      at++;
      match(space);
      const start = at;
      if (source[at] === '"' || source[at] === "'") {
        url = string();
        skipTo(")");
      } else {
        skipTo(")");
        url = source.slice(start, at - 1);
      }
    }
    const start = at;
    while (at < source.length && !/[;{}]/.test(source[at]!)) {
      if (source[at] === '"' || source[at] === "'") string();
      else at++;
    }
    const conditions = source.slice(start, at);
    if (source[at] === ";") at++;
    const isPlain = /^[\w\s(),:.-]*$/.test(conditions) && !/\b(?:url|src|image)/i.test(conditions);
    return isPlain && !url.includes("\\") && allow(url.trim(), "import")
      ? `@import url(${quote(url.trim())})${conditions};`
      : apart;
  }

  function tokens(isImage: boolean, depth: number): string {
    let out = "";
    while (at < source.length) {
      out += isImage ? "" : match(plain);
      const char = source[at];
      if (char === undefined) break;
      if (isImage && char === ")") return out;
      if (isImage && char === "(") {
        at++;
        out += depth > maxDepth ? apart : "(" + tokens(true, depth + 1) + ")";
        at++;
      } else if (char === '"' || char === "'") {
        const value = string();
        out += isImage ? " " + checked(value) : quote(value);
      } else if (char === "/" && source[at + 1] === "*") {
        match(comment);
        out += apart;
      } else if (char === "@") {
        at++;
        const name = match(ident);
        const word = tail(decode(name));
        if (word === "import") out += importRule();
        else if (word === "charset") {
          while (at < source.length && source[at++] !== ";");
          out += apart;
        } else out += "@" + encode(name);
      } else {
        const name = match(ident);
        if (name === "") {
          out += char === "\\" ? " " : char;
          at++;
        } else if (source[at] === "(") {
          at++;
          out += call(name, isImage, depth);
        } else out += isCrashing(name) ? "-x-shape-outside" : encode(name);
      }
    }
    return out;
  }

  /** Chromium 15x ends its process over an image chosen by `light-dark()` as a shape; it may come in by a variable. */
  function isCrashing(name: string): boolean {
    crashing.lastIndex = at;
    return tail(decode(name)) === "shape-outside" && crashing.test(source);
  }

  /** After `name(`. */
  function call(name: string, isImage: boolean, depth: number): string {
    const word = tail(decode(name));
    if (word === "url" || word === "src" || word === "url-prefix" || word === "domain") return address();
    if (isImage && substitutions.test(word)) {
      skipTo(")");
      return nowhere;
    }
    if (!isImage && !imageFunctions.test(word)) return encode(name) + "(";
    if (depth > maxDepth) {
      skipTo(")");
      return nowhere;
    }
    const inside = tokens(true, depth + 1);
    at++;
    return `${encode(name)}(${inside})`;
  }

  return tokens(false, 0);
}

/** A `style` attribute. */
export function filterDeclarations(text: string, allow: AllowUrl): string {
  return /[\\(@"'/]/.test(text) ? filterCss(text, allow) : text;
}

/** What browsers that take fewer characters for letters would read. */
function tail(name: string): string {
  return /[\0-\x7f]*$/.exec(name)![0].toLowerCase();
}

const escapes = /\\(?:([0-9a-f]{1,6})[ \t\n]?|([^]))/giu;

function codeOf(hex: string | undefined, char: string | undefined): number {
  if (hex === undefined) return char!.codePointAt(0)!;
  const code = parseInt(hex, 16);
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code;
}

function decode(name: string): string {
  if (!name.includes("\\")) return name;
  return name.replace(escapes, (_all, hex?: string, char?: string) => String.fromCodePoint(codeOf(hex, char)));
}

/** The name with every escape written in hexadecimal, so that what we read is what the browser reads. */
function encode(name: string): string {
  if (!name.includes("\\")) return name;
  return name.replace(escapes, (_all, hex?: string, char?: string) => `\\${codeOf(hex, char).toString(16)} `);
}

function quote(value: string): string {
  return `"${value.replace(/["\\\n<>]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`;
}
