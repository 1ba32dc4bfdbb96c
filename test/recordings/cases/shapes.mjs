// Mappers that meet in one claim, and claims where a token has a place of its own: recorded from a real Keycloak 26.7.
import { shapes } from "../make-shapes.mjs";

const R = "shapes";
export default Object.keys(shapes).map((client) => ({
  id: `shape ${client}`,
  title: client,
  run: async (t) => {
    const { json: plain } = await t.grant("token", R, client, "password");
    const { json } = await t.grant("openid", R, client, "password", { scope: "openid" });
    if (!plain?.access_token) return;
    await t.send("userinfo", {
      path: t.oidc(R, "userinfo"),
      headers: { authorization: `Bearer ${(json?.access_token ?? plain.access_token)}` },
    });
    await t.post(
      "introspection",
      t.oidc(R, "token/introspect"),
      { token: plain.access_token },
      { authorization: t.basic("inspector", "password") },
    );
  },
}));
