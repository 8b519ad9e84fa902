/** The form in Angular, compiled in the page, without zones: reactive forms, signals, a combobox that closes when the focus leaves it. */
import "@angular/compiler";
import { Component, provideZonelessChangeDetection, signal } from "@angular/core";
import { FormControl, FormGroup, ReactiveFormsModule } from "@angular/forms";
import { bootstrapApplication } from "@angular/platform-browser";
import IMask from "imask";
import { empty, mask, towns } from "./shape.ts";

class Form {
  readonly form = new FormGroup({
    name: new FormControl(empty.name),
    count: new FormControl(empty.count),
    notes: new FormControl(empty.notes),
    size: new FormControl(empty.size),
    extras: new FormControl(empty.extras),
    gift: new FormControl(empty.gift),
    pay: new FormControl(empty.pay),
    date: new FormControl(empty.date),
    time: new FormControl(empty.time),
    level: new FormControl(empty.level),
    inDialog: new FormControl(empty.inDialog),
  });
  readonly rest = signal({ phone: "", about: "", town: "", isOpen: false, tab: "first" });
  readonly isListed = signal(false);
  readonly at = signal(0);
  readonly towns = towns;
  readonly tabs = ["first", "second"];
  readonly values = signal(this.form.getRawValue());

  constructor() {
    this.form.valueChanges.subscribe(() => this.values.set(this.form.getRawValue()));
  }
  ngAfterViewInit(): void {
    const masked = IMask(document.querySelector<HTMLInputElement>("#phone")!, mask);
    masked.on("accept", () => this.put({ phone: masked.value }));
  }
  put(part: object): void {
    this.rest.update((before) => ({ ...before, ...part }));
  }
  get state(): string {
    return JSON.stringify({ ...this.values(), ...this.rest() });
  }
  choose(town: string | undefined): void {
    if (town) this.put({ town });
    this.isListed.set(false);
  }
  keys(event: KeyboardEvent): void {
    if (event.key === "Enter") this.choose(this.towns[this.at()]);
    else if (event.key === "ArrowDown") {
      if (this.isListed()) this.at.update((at) => Math.min(this.towns.length - 1, at + 1));
      this.isListed.set(true);
    } else return;
    event.preventDefault();
  }
}

const Decorated = Component({
  selector: "app-form",
  imports: [ReactiveFormsModule],
  template: `<form [formGroup]="form">
    <input id="name" formControlName="name"><input id="count" type="number" formControlName="count">
    <input id="phone"><textarea id="notes" formControlName="notes"></textarea>
    <select id="size" formControlName="size"><option value="s">Small</option><option value="m">Medium</option><option value="l">Large</option></select>
    <select id="extras" multiple size="3" formControlName="extras"><option value="milk">Milk</option><option value="sugar">Sugar</option><option value="cup">Cup</option></select>
    <input id="gift" type="checkbox" formControlName="gift">
    <label><input id="invoice" type="radio" value="invoice" formControlName="pay">invoice</label>
    <label><input id="card" type="radio" value="card" formControlName="pay">card</label>
    <input id="date" type="date" formControlName="date"><input id="time" type="time" formControlName="time">
    <input id="level" type="range" formControlName="level">
    <div id="about" contenteditable (input)="put({ about: $any($event.target).innerText })"></div>
    <div (focusout)="isListed.set(false)">
      <button id="town" type="button" aria-haspopup="listbox" (click)="isListed.set(!isListed())" (keydown)="keys($event)">{{ rest().town || "Choose a town" }}</button>
      @if (isListed()) { <ul role="listbox">@for (town of towns; track town) { <li role="option" (pointerdown)="$event.preventDefault(); choose(town)">{{ town }}</li> }</ul> }
    </div>
    <button id="open" type="button" (click)="dialog.showModal(); put({ isOpen: true })">Open</button>
    <dialog #dialog (close)="put({ isOpen: false })"><input id="in-dialog" formControlName="inDialog"><button id="done" type="button" (click)="dialog.close()">Done</button></dialog>
    <div role="tablist">@for (tab of tabs; track tab) { <button [id]="tab" type="button" role="tab" [attr.aria-selected]="rest().tab === tab" [tabIndex]="rest().tab === tab ? 0 : -1"
      (click)="put({ tab })" (keydown.arrowright)="put({ tab: 'second' })" (keydown.arrowleft)="put({ tab: 'first' })">{{ tab === "first" ? "First" : "Second" }}</button> }</div>
    <pre id="state">{{ state }}</pre></form>`,
})(Form);

document.querySelector("#app")!.append(document.createElement("app-form"));
void bootstrapApplication(Decorated, { providers: [provideZonelessChangeDetection()] });
