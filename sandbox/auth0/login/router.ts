import { Hono } from "hono";
import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { forbidden } from "../errors.ts";
import type { SignInFlow } from "./flow.ts";
import { styles } from "./pages/styles.ts";
import { codeChallengeScreens } from "./screens/codeChallenge.ts";
import { loginScreen } from "./screens/login.ts";
import { phoneEnrollmentScreens } from "./screens/phoneEnrollment.ts";
import { recoveryCodeScreens } from "./screens/recoveryCode.ts";
import { signupScreen } from "./screens/signup.ts";

/** The sign-in pages, under `/u` as in Auth0. */
export function pagesRouter(flow: SignInFlow): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.use("*", fromOwnPage);
  router.get("/styles.css", (c) =>
    c.body(styles, 200, { "content-type": "text/css; charset=utf-8", "x-content-type-options": "nosniff" }),
  );
  loginScreen(router, flow);
  signupScreen(router, flow);
  phoneEnrollmentScreens(router, flow);
  codeChallengeScreens(router, flow);
  recoveryCodeScreens(router, flow);
  return router;
}

/**
 * A form from another site's page is rejected. Browsers state where a request comes from. If one does not,
 * its Origin is checked, which is "null" for our own pages because they send no referrer.
 */
const fromOwnPage: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const [origin, site] = [c.req.header("origin"), c.req.header("sec-fetch-site")];
  const isOwn =
    site === undefined
      ? origin === undefined || origin === new URL(c.req.url).origin
      : site === "same-origin" || site === "none";
  if (c.req.method !== "GET" && !isOwn) throw forbidden("The form came from another site and was rejected");
  await next();
};
