import { visit, visitInstead } from "../address.ts";
import type { ListAsked } from "../list-address.ts";

/** How a list changes its own address. Narrowing takes the place of the address before it: Back leads out of the list. */
export function toAskedList(hrefTo: (asked: Partial<ListAsked>) => string, asked: ListAsked) {
  return {
    asked,
    narrow: (change: Partial<ListAsked>) => visitInstead(hrefTo({ ...asked, ...change })),
    create: () => visit(hrefTo({ ...asked, creating: true })),
    close: () => visitInstead(hrefTo({ ...asked, creating: false })),
  };
}

export type AskedList = ReturnType<typeof toAskedList>;
