/** What the form holds in each framework, and what there is to choose from. The page shows it as JSON in `#state`, rendered by the framework. */
export interface FormShape {
  name: string;
  count: number | null;
  phone: string;
  notes: string;
  size: string;
  extras: string[];
  gift: boolean;
  pay: string;
  date: string;
  time: string;
  level: number;
  about: string;
  town: string;
  isOpen: boolean;
  inDialog: string;
  tab: string;
}

export const empty: FormShape = {
  name: "",
  count: 1,
  phone: "",
  notes: "",
  size: "s",
  extras: [],
  gift: false,
  pay: "invoice",
  date: "",
  time: "",
  level: 0,
  about: "",
  town: "",
  isOpen: false,
  inDialog: "",
  tab: "first",
};

export const towns = ["Helsinki", "Oulu", "Tampere", "Turku"];
export const mask = { mask: "000-000" };
