import { activeScenario, aino, customer, id, saga, stranger, system, ville, waitingScenario } from "@rinnalla/testkit";
import { limits, type AttachmentId } from "@rinnalla/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { maySeeAttachment } from "./post.ts";
import { safeFileName } from "./file-name.ts";
import { pixelProblem } from "./pixels.ts";
import { kindProblem, sizeProblem, usualAttachmentRules } from "./rules.ts";

const file = id<AttachmentId>("file1");
const note = id<AttachmentId>("file2");
const fromCustomer = { type: "postAttachment", attachmentId: file, name: "kuitti.png" } as const;
const fromStaff = { type: "postAttachment", attachmentId: note, name: "muistio.png", audience: "staff" } as const;

test("[CHAT-05] a file is one message under its own id, however often it is said", () => {
  const on = waitingScenario();
  expect(on.does(customer, fromCustomer)).toEqual(["messagePosted"]);
  expect(on.does(customer, fromCustomer)).toEqual([]);
  expect(on.log.at(-1)?.event).toMatchObject({
    messageId: file,
    kind: "attachment",
    text: "kuitti.png",
    side: "customer",
  });
  on.does(system, { type: "expireAttachment", attachmentId: file });
  expect(on.does(system, { type: "expireAttachment", attachmentId: file })).toEqual([]);
  expect(on.does(customer, fromCustomer)).toEqual([]);
});

test("[CHAT-05] who may send: the customer, the primary agent, any supervisor a note; nobody to a customer after the end", () => {
  const on = activeScenario();
  expect(on.isRefused(ville, { ...fromStaff, audience: "all" })).toBe("notAllowed");
  expect(on.isRefused(saga, { ...fromStaff, audience: "all" })).toBe("notAllowed");
  expect(on.does(saga, fromStaff)).toEqual(["messagePosted"]);
  expect(on.isRefused(customer, { ...fromStaff, attachmentId: file })).toBe("notAllowed");
  on.does(aino, { type: "endConversation" });
  expect(on.isRefused(customer, fromCustomer)).toBe("conversationEnded");
  expect(on.isRefused(aino, { ...fromCustomer, audience: "all" })).toBe("conversationEnded");
});

test("[CHAT-05] who may have a file: who follows the conversation; of a note's staff alone; nobody once it is deleted", () => {
  const on = activeScenario();
  on.does(customer, fromCustomer);
  on.does(saga, fromStaff);
  const may = (by: Parameters<typeof maySeeAttachment>[0], which: AttachmentId): boolean =>
    maySeeAttachment(by, on.state, which);
  expect([customer, stranger, aino, ville, saga].map((by) => may(by, file))).toEqual([true, false, true, false, true]);
  expect([customer, stranger, aino, ville, saga].map((by) => may(by, note))).toEqual([false, false, true, false, true]);
  expect(may(aino, id<AttachmentId>("file3"))).toBe(false);
  expect(on.seenByCustomer().some(({ event }) => JSON.stringify(event).includes(note))).toBe(false);
  on.does(system, { type: "expireAttachment", attachmentId: note });
  on.does(system, { type: "expireAttachment", attachmentId: file });
  expect([customer, aino, saga].map((by) => may(by, file))).toEqual([false, false, false]);
  expect(on.seenByCustomer().some(({ event }) => JSON.stringify(event).includes(note))).toBe(false);
});

test.each([
  ["kuitti.png", "image/png", "kuitti.png"],
  ["KUITTI.PNG", "image/png", "KUITTI.PNG"],
  ["../../etc/passwd", "text/plain", "passwd.txt"],
  ["C:\\Users\\me\\..\\kuva.jpeg", "image/jpeg", "kuva.jpeg"],
  ["page.html", "text/plain", "page.html.txt"],
  ["page.png", "text/plain", "page.png.txt"],
  ["laskuexe.\u202efdp", "application/pdf", "laskuexe.fdp.pdf"],
  ["a\u0000b\r\nc\u200bd.pdf", "application/pdf", "abcd.pdf"],
  ['in"voice;name*.pdf', "application/pdf", "in_voice;name_.pdf"],
  ["...", "image/gif", "file.gif"],
  ["", "image/gif", "file.gif"],
  ["CON", "text/plain", "_CON.txt"],
  ["nul.txt", "text/plain", "_nul.txt"],
  [".htaccess", "text/plain", "htaccess.txt"],
  ["työ äö 😀.docx", "application/zip", "työ äö 😀.docx.zip"],
] as const)("[CHAT-05] the name %j of a file of %s becomes %j", (said, type, safe) => {
  expect(safeFileName(said, type)).toBe(safe);
});

test("[CHAT-05] whatever a file is called, its name stays short, whole and without hidden signs", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (said) => {
      const name = safeFileName(said, "image/png");
      expect(name).toMatch(/\.png$/i);
      expect(name.length).toBeLessThanOrEqual(limits.fileNameChars + 1);
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      expect(name.isWellFormed()).toBe(true);
      expect(safeFileName(name, "image/png")).toBe(name);
    }),
  );
});

test("[CHAT-05] rules by side, size, kind and pixels", () => {
  const rules = { ...usualAttachmentRules, from: ["agent"], mostBytes: 100 } as const;
  expect(sizeProblem(rules, "customer", 10)).toBe("attachmentsOff");
  expect([0, 1, 100, 101].map((bytes) => sizeProblem(rules, "agent", bytes))).toEqual([
    "fileEmpty",
    null,
    null,
    "tooLarge",
  ]);
  expect(kindProblem(rules, "application/pdf")).toBe(null);
  expect(kindProblem(rules, "application/zip")).toBe("fileKind");
  expect(kindProblem(rules, null)).toBe("fileKind");
  expect(pixelProblem({ width: 8_000, height: 6_000 })).toBe(null);
  expect(pixelProblem({ width: 65_000, height: 65_000 })).toBe("imageTooLarge");
  expect(pixelProblem({ width: 60_000, height: 2 })).toBe("imageTooLarge");
});
