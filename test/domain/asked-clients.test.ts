import { expect, test } from "vitest";
import { refusalOfClients } from "../../src/domain/promotion/asked-clients.ts";
import { aClient, aRealm } from "../support/builders.ts";

const HERE = aRealm({ clients: [aClient("orders"), aClient("orders-batch"), aClient("billing")] });
const THERE = aRealm({ clients: [aClient("shipping")] });

test.each([
  [["orders", "shipping"], undefined],
  [["ordesr"], "There is no client ordesr, neither here nor there. Did you mean orders?"],
  [["ORDERS"], "There is no client ORDERS, neither here nor there. Did you mean orders or orders-batch?"],
  [["orders", "shiping"], "There is no client shiping, neither here nor there. Did you mean shipping?"],
  [["nope"], "There is no client nope, neither here nor there."],
])("asked for %j", (asked, refusal) => {
  expect(refusalOfClients(asked, HERE, THERE)).toBe(refusal);
});

test("in a realm that is yet to be made, only what is here counts", () => {
  expect(refusalOfClients(["shipping"], HERE, undefined)).toBe("There is no client shipping, neither here nor there.");
});
