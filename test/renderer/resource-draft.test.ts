import { expect, test } from "vitest";
import { withClientRole, withoutClientRole } from "../../renderer/screens/resource-server/resource-draft.ts";

test.each(["api", "constructor", "toString"])(
  "a role of the client %s is added once, and taken away again",
  (owner) => {
    const keeper = { owner, name: "keeper" };
    const once = withClientRole({}, keeper);
    expect(Object.entries(withClientRole(once, keeper))).toEqual([[owner, ["keeper"]]]);
    expect(withoutClientRole(once, `${owner}: keeper`)).toEqual({});
  },
);
