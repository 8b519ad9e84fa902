/** A form post that was stopped, to be sent once somewhere else: into the shell's frame, or by the whole tab. */
export interface PostedForm {
  readonly action: string;
  readonly enctype: string;
  readonly data: FormData;
}

/** `null`: no form post. */
export function postedForm(event: NavigateEvent): PostedForm | null {
  const { formData: data, destination } = event;
  if (!data) return null;
  // The form, or the button that sent it. Of the frame's realm perhaps, so asked by attribute and not by class.
  const source = event.sourceElement ?? null;
  const form = source?.closest("form") ?? (source as HTMLButtonElement | null)?.form;
  const hasFile = [...data.values()].some((value) => typeof value !== "string");
  const enctype = source?.getAttribute("formenctype") ?? form?.getAttribute("enctype");
  return {
    action: destination.url,
    enctype: enctype ?? (hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"),
    data,
  };
}

/** `target`: a frame's name, or `_self`. */
export function submitTo(target: string, { action, enctype, data }: PostedForm): void {
  const form = document.createElement("form");
  for (const [name, value] of Object.entries({ method: "post", target, action, enctype }))
    form.setAttribute(name, value);
  form.hidden = true;
  for (const [name, value] of data) {
    const field = document.createElement("input");
    field.name = name;
    if (typeof value === "string") {
      field.type = "hidden";
      field.value = value;
    } else {
      field.type = "file";
      const transfer = new DataTransfer();
      if (value.name || value.size > 0) transfer.items.add(value);
      field.files = transfer.files;
    }
    form.append(field);
  }
  document.documentElement.append(form);
  // A field may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}
