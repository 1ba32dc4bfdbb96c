import { MASTER } from "../domain/master-realm.ts";
import { recordAction } from "./admin-actions.ts";
import { forbidden, notFound, refuse } from "./admin-answer.ts";
import type { AdminCall } from "./admin-call.ts";
import { param } from "./admin-call.ts";
import { realmResource } from "./realm.ts";
import { createRealm, listRealms } from "./realms.ts";
import { createResource } from "./resource.ts";
import { readServerInfo } from "./server-info.ts";

const realmsResource = createResource<AdminCall>({
  operations: { GET: listRealms, POST: createRealm },
  locators: {
    "{realm}": async (call, rest) => {
      const realm = call.ctx.findRealm(param(call, "realm")) ?? refuse(notFound("Realm not found."));
      const { admin } = call;
      if (admin.realm.name !== MASTER && admin.realm.name !== realm.name)
        refuse(forbidden(`${admin.username} is of the realm ${admin.realm.name}, which has no say over ${realm.name}`));
      const answer = await realmResource.serve({ ...call, realm }, rest);
      recordAction(call, realm.name, answer);
      return answer;
    },
  },
});

const serverInfoResource = createResource<AdminCall>({ operations: { GET: readServerInfo } });

/** All of the Admin API, below `/admin/`. */
export const adminResource = createResource<AdminCall>({
  locators: { realms: realmsResource.serve, serverinfo: serverInfoResource.serve },
});
