import { expect, test } from "vitest";
import { fillTemplate, originOf, templateProblem, type PlaceholderValues } from "./template.ts";

const sound = [
  "https://agent.example/",
  "https://agent.example:8443/s/{conversationId}/{kind}?v={visualId}",
  "https://agent.example/?n={customerName}&a={agentName}#{organisation}",
  "https://agent.example?l={locale}",
  "http://localhost:4000/x",
  "http://127.0.0.1:4000/x",
  "http://[::1]:4000/x",
];
const unsound = {
  "": "missing",
  "agent.example/x": "notAnAddress",
  "/x": "notAnAddress",
  "http://agent.example/": "notAnAddress",
  "http://127.evil.example/": "notAnAddress",
  "javascript:alert(1)": "notAnAddress",
  "javascript://agent.example/%0aalert(1)": "notAnAddress",
  "data:text/html,x": "notAnAddress",
  "file:///etc/passwd": "notAnAddress",
  "https://user:secret@agent.example/": "notAnAddress",
  "https://agent.example/{conversationId": "notAnAddress",
  "https://agent.example/ x": "notAnAddress",
  "https:\\\\agent.example/": "notAnAddress",
  "https://agent.example/{token}": "unknownPlaceholder {token}",
  "https://agent.example/{__proto__}": "unknownPlaceholder {__proto__}",
  "https://{kind}.agent.example/": "placeholderInOrigin {kind}",
  "https://agent.example{locale}/": "placeholderInOrigin {locale}",
  "{kind}://agent.example/": "placeholderInOrigin {kind}",
  "https://agent.example/{customerName}": "nameInPath {customerName}",
};
const values: PlaceholderValues = {
  conversationId: "c-1",
  visualId: "v_1",
  kind: "cobrowse",
  locale: "fi",
  agentId: "a_aino",
  agentName: "Aino Ä & Co",
  customerName: "../../x?y=1#z",
  organisation: '"><script>',
};

test.each(sound)("[VIS-10] %s is an address for a provider", (template) => {
  expect(templateProblem(template)).toBeNull();
  expect(originOf(template)).toBe(new URL(template.replace(/\{\w+\}/g, "")).origin);
});

test.each(Object.entries(unsound))("[VIS-10] %s is none: %s", (template, expected) => {
  const found = templateProblem(template);
  expect([found?.problem, found?.entry].filter(Boolean).join(" ")).toBe(expected);
  expect(originOf(template)).toBeNull();
});

test("[VIS-10] every value is encoded: none of them changes the address around it", () => {
  const template = "https://agent.example/{conversationId}/{kind}?n={customerName}&a={agentName}&o={organisation}";
  const url = new URL(fillTemplate(template, values));
  expect(url.origin + url.pathname).toBe("https://agent.example/c-1/cobrowse");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    n: values.customerName,
    a: values.agentName,
    o: values.organisation,
  });
});
