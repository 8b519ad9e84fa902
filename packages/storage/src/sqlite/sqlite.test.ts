import { makeSqlite } from "../contract/databases.ts";
import { describeStore } from "../contract/contract.ts";

describeStore("SQLite", makeSqlite);
