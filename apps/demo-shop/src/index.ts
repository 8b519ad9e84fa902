export { respond } from "./respond.ts";
export type { ShopOptions, ShopRequest, ShopResponse } from "./respond.ts";
