import { notFound, refuse } from "./admin-answer.ts";
import { param, type RealmCall } from "./admin-call.ts";
import { containing, page } from "./query.ts";
import { createResource, type Operation } from "./resource.ts";
import {
  addComposites,
  listClientComposites,
  listComposites,
  listRealmComposites,
  type RoleCall,
  readRole,
  removeComposites,
  removeRole,
  updateRole,
} from "./role-operations.ts";
import { rolesByName } from "./role-representation.ts";

const ofRole =
  (operation: Operation<RoleCall>): Operation<RealmCall> =>
  (call) =>
    operation({
      ...call,
      role: call.realm.roles.byId.get(param(call, "role")) ?? refuse(notFound("Could not find role with id")),
    });

/** Here the members can be searched and come in pages. */
const searchComposites: Operation<RoleCall> = (call) => {
  const isFound = containing(call.request.query.get("search") ?? "");
  return listComposites(call, page(call, rolesByName(call.role.members.filter(({ name }) => isFound(name)))));
};

/** Roles of the realm and of its clients, by id. */
export const roleByIdResource = createResource<RealmCall>({
  operations: {
    "GET {role}": ofRole(readRole),
    "PUT {role}": ofRole(updateRole),
    "DELETE {role}": ofRole(removeRole),
    "GET {role}/composites": ofRole(searchComposites),
    "POST {role}/composites": ofRole(addComposites),
    "DELETE {role}/composites": ofRole(removeComposites),
    "GET {role}/composites/realm": ofRole(listRealmComposites),
    "GET {role}/composites/clients/{client}": ofRole(listClientComposites),
  },
});
