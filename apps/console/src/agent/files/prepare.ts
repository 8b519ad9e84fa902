/** What is done to a file before it is sent; fetched with the first. */
export { prepareFile } from "@rinnalla/client";
