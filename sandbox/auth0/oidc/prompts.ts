import { interactionPolicy } from "oidc-provider";
import type { KoaContextWithOIDC } from "oidc-provider";

const { Check, Prompt, base } = interactionPolicy;

/** Whether the session's user still needs MFA before this sign-in can end. */
export type NeedsMfa = (ctx: KoaContextWithOIDC) => boolean;

/**
 * The possible prompts of a sign-in: to log in, then a second factor. There is no consent, because clients
 * are first-party.
 */
export function prompts(needsMfa: NeedsMfa) {
  const policy = base();
  policy.remove("consent");
  const login = policy.get("login");
  for (const check of login?.checks ?? []) {
    // Auth0's texts where oidc-provider's differ [authenticate/login/configure-silent-authentication].
    if (check.error === "login_required") check.description = "Login required";
  }
  login?.checks.add(
    new Check("account_gone", "Login required", "login_required", (ctx) =>
      ctx.oidc.session?.accountId !== undefined && ctx.oidc.account === undefined
        ? Check.REQUEST_PROMPT
        : Check.NO_NEED_TO_PROMPT,
    ),
  );
  policy.add(
    new Prompt(
      { name: "mfa", requestable: false },
      new Check("mfa_pending", "Multifactor authentication required", "interaction_required", (ctx) =>
        needsMfa(ctx) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    ),
  );
  return policy;
}
