import { signIn } from "../contract/sign-in.ts";
import { answered, refused, serve } from "./serve.ts";

/** A bearer for the browser, in exchange for the code of its address. */
export const serveSignIn = serve(signIn, (ctx, { code }) => {
  const bearer = ctx.redeemSignInCode(code);
  return bearer === undefined
    ? refused(401, "This address was used already, or is older than a minute: ask for a new one")
    : answered({ bearer });
});
