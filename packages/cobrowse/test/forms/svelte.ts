/** The form in Svelte 5 (`form.svelte`): bindings of every kind, a listbox that opens from a button. */
import { mount } from "svelte";
import Form from "./form.svelte";

mount(Form, { target: document.querySelector("#app")! });
