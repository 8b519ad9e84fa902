/** The cart lives in a cookie, `kuusi:2.kuppi:1`, so that every change is a form post and a full page load. */
import { findProduct, type Product } from "./products.ts";

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

const mostOfOne = 20;
export const deliveryCents = 590;

export function readCart(cookie: string | undefined): CartLine[] {
  const lines: CartLine[] = [];
  for (const part of (cookie ?? "").split(".")) {
    const [id, quantity] = part.split(":");
    const product = findProduct(id ?? "");
    const count = clampQuantity(Number(quantity));
    if (product && count > 0 && !lines.some((line) => line.product === product))
      lines.push({ product, quantity: count });
  }
  return lines;
}

export function writeCart(lines: readonly CartLine[]): string {
  return lines.map((line) => `${line.product.id}:${line.quantity}`).join(".");
}

/** Quantity 0 takes the product out. */
export function withQuantity(lines: readonly CartLine[], product: Product, quantity: number): CartLine[] {
  const count = clampQuantity(quantity);
  const others = lines.filter((line) => line.product !== product);
  if (count === 0) return others;
  if (others.length === lines.length) return [...lines, { product, quantity: count }];
  return lines.map((line) => (line.product === product ? { product, quantity: count } : line));
}

export function quantityOf(lines: readonly CartLine[], product: Product): number {
  return lines.find((line) => line.product === product)?.quantity ?? 0;
}

export function sumCents(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.product.cents * line.quantity, 0);
}

function clampQuantity(quantity: number): number {
  return Number.isFinite(quantity) ? Math.max(0, Math.min(mostOfOne, Math.floor(quantity))) : 0;
}
