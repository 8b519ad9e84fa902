/** The form in Vue: v-model in all its forms, a combobox with a filter, the browser's own dialog. */
import IMask from "imask";
import { computed, createApp, onMounted, reactive, ref } from "vue";
import { empty, mask, towns } from "./shape.ts";

createApp({
  setup() {
    const form = reactive(structuredClone(empty));
    const filter = ref("");
    const isListed = ref(false);
    const at = ref(0);
    const phoneField = ref<HTMLInputElement>();
    const dialog = ref<HTMLDialogElement>();
    const found = computed(() => towns.filter((town) => town.toLowerCase().startsWith(filter.value.toLowerCase())));
    onMounted(() => {
      const masked = IMask(phoneField.value!, mask);
      masked.on("accept", () => (form.phone = masked.value));
    });
    return {
      form,
      filter,
      isListed,
      at,
      found,
      phoneField,
      dialog,
      choose(town: string | undefined) {
        if (town) form.town = filter.value = town;
        isListed.value = false;
      },
      move(step: number) {
        isListed.value = true;
        at.value = Math.max(0, Math.min(found.value.length - 1, at.value + step));
      },
      open() {
        form.isOpen = true;
        dialog.value?.showModal();
      },
      close: () => dialog.value?.close(),
    };
  },
  template: `
    <input id="name" v-model="form.name">
    <input id="count" type="number" v-model.number="form.count">
    <input id="phone" ref="phoneField">
    <textarea id="notes" v-model="form.notes"></textarea>
    <select id="size" v-model="form.size"><option value="s">Small</option><option value="m">Medium</option><option value="l">Large</option></select>
    <select id="extras" multiple size="3" v-model="form.extras"><option value="milk">Milk</option><option value="sugar">Sugar</option><option value="cup">Cup</option></select>
    <input id="gift" type="checkbox" v-model="form.gift">
    <label><input id="invoice" type="radio" name="way" value="invoice" v-model="form.pay">invoice</label>
    <label><input id="card" type="radio" name="way" value="card" v-model="form.pay">card</label>
    <input id="date" type="date" v-model="form.date"><input id="time" type="time" v-model="form.time">
    <input id="level" type="range" v-model.number="form.level">
    <div id="about" contenteditable @input="form.about = $event.target.innerText"></div>
    <div><input id="town" role="combobox" v-model="filter" @input="isListed = true; at = 0" @focus="isListed = true" @blur="isListed = false"
      @keydown.down.prevent="move(1)" @keydown.up.prevent="move(-1)" @keydown.enter.prevent="choose(found[at])">
    <ul v-if="isListed" role="listbox"><li v-for="(town, i) in found" role="option" :aria-selected="i === at" @mousedown.prevent="choose(town)">{{ town }}</li></ul></div>
    <button id="open" type="button" @click="open">Open</button>
    <dialog ref="dialog" @close="form.isOpen = false"><input id="in-dialog" v-model.lazy="form.inDialog"><button id="done" type="button" @click="close()">Done</button></dialog>
    <div role="tablist"><button v-for="tab in ['first', 'second']" :key="tab" :id="tab" type="button" role="tab" :aria-selected="form.tab === tab" :tabindex="form.tab === tab ? 0 : -1"
      @click="form.tab = tab" @keydown.right="form.tab = 'second'" @keydown.left="form.tab = 'first'">{{ tab === 'first' ? 'First' : 'Second' }}</button></div>
    <pre id="state">{{ JSON.stringify(form) }}</pre>`,
}).mount("#app");
