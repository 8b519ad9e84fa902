/** A page and its picture written down alike. Runs in the browser: self-contained. */
export function outline(): string[] {
  const lines: string[] = [];
  const skip = new Set(["RINNALLA-WIDGET", "RINNALLA-LASER"]);
  const never = new Set("SCRIPT TEMPLATE NOSCRIPT META TITLE BASE".split(" "));
  const kept = ["class", "id", "data-state", "colspan", "lang", "viewBox", "cx", "r", "fill", "width", "height"];
  const visit = (node: Node, indent: string): void => {
    if (node.nodeType === 3) {
      lines.push(`${indent}"${(node as Text).data}"`);
      return;
    }
    if (node.nodeType === 11) lines.push(`${indent}#shadow`);
    if (node.nodeType === 1) {
      const element = node as Element;
      if (skip.has(element.tagName)) return;
      if (never.has(element.tagName) || element.matches("input[type=hidden]")) {
        lines.push(`${indent}gap`);
        return;
      }
      const attributes = kept
        .filter((name) => element.hasAttribute(name))
        .map((name) => `${name}=${element.getAttribute(name)}`);
      lines.push(`${indent}${element.tagName} ${attributes.join(" ")}`);
      if (element.tagName === "STYLE" || element.tagName === "TEXTAREA") return;
      if (element.shadowRoot) visit(element.shadowRoot, indent + "  ");
    }
    for (const child of node.childNodes) visit(child, indent + "  ");
  };
  visit(document.documentElement, "");
  return lines;
}
