// What the runner itself asks of a server that `--base` names: a realm to work in, gone in the end.

async function fetchToken(base, { name, password }) {
  const form = { grant_type: "password", client_id: "admin-cli", username: name, password };
  const response = await fetch(`${base}/realms/master/protocol/openid-connect/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  if (!response.ok) throw new Error(`The administrator's sign-in was answered ${response.status}.`);
  return (await response.json()).access_token;
}

/**
 * Signs in at a server's Admin API. The token lives for a minute, so each call fetches its own.
 * @param {string} base
 * @param {{ name: string, password: string }} admin
 */
export async function connectAdmin(base, admin) {
  const call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${await fetchToken(base, admin)}`, "content-type": "application/json" };
    const response = await fetch(`${base}/admin${path}`, { method, headers, ...(body ? { body } : {}) });
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const { systemInfo } = await (await call("GET", "/serverinfo")).json();
  return {
    /** As the server states it. */
    version: systemInfo.version,
    createRealm: (json) => call("POST", "/realms", json),
    /** Deletes the realm of this name and those whose names go on from it. */
    deleteRealmsNamedFrom: async (start) => {
      const realms = await (await call("GET", "/realms?briefRepresentation=true")).json();
      for (const { realm } of realms) if (realm.startsWith(start)) await call("DELETE", `/realms/${realm}`);
    },
  };
}
