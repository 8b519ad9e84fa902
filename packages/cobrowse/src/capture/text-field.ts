/** Fields in which letters are written. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

const textTypes = /^(?:text|search|url|tel|email|number|textarea)$/;

export function isTextField(element: Element): element is TextField {
  return (
    (element.localName === "input" || element.localName === "textarea") && textTypes.test((element as TextField).type)
  );
}
