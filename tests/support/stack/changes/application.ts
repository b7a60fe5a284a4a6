import type { DeployedStack } from "../deployedStack.ts";
import type { Change } from "./Change.ts";
import { property } from "./Change.ts";

export const client = ({ declared }: DeployedStack): string => `/clients/${declared.clientIds["spa"] ?? ""}`;

const ofClient = (name: string, after: object, before: object, finds: Record<string, RegExp>): Change =>
  property(
    name,
    client,
    () => after,
    () => before,
    finds,
  );

const app = ["http://localhost:3000"];

export const applicationChanges: Change[] = [
  ofClient(
    "one callback more",
    { callbacks: [...app, "https://evil.example"] },
    { callbacks: app },
    { "callback URLs": /not declared: https:\/\/evil\.example/ },
  ),
  ofClient(
    "what auth0 test login leaves",
    { callbacks: [...app, "http://localhost:8484"] },
    { callbacks: app },
    { "callback URLs": /auth0 test login/ },
  ),
  ofClient(
    "a callback less",
    { callbacks: [] },
    { callbacks: app },
    { "callback URLs": /missing: http:\/\/localhost:3000/ },
  ),
  ofClient(
    "a logout URL more",
    { allowed_logout_urls: [...app, "https://evil.example"] },
    { allowed_logout_urls: app },
    { "logout URLs": /evil/ },
  ),
  ofClient(
    "a web origin more",
    { web_origins: [...app, "https://evil.example"] },
    { web_origins: app },
    { "web origins": /evil/ },
  ),
  ofClient("another name", { name: "Renamed" }, { name: "Twilio MFA Test" }, { application: /Renamed/ }),
  ofClient(
    "another description",
    { description: "By hand" },
    { description: "Managed by Pulumi" },
    { description: /By hand/ },
  ),
  ofClient(
    "another type",
    { app_type: "regular_web" },
    { app_type: "spa" },
    { "application type": /regular_web/ },
  ),
  ofClient(
    "the implicit grant",
    { grant_types: ["authorization_code", "refresh_token", "implicit"] },
    { grant_types: ["authorization_code", "refresh_token"] },
    { "grant types": /not declared: implicit/ },
  ),
  ofClient(
    "a secret",
    { token_endpoint_auth_method: "client_secret_post" },
    { token_endpoint_auth_method: "none" },
    { "client authentication": /client_secret_post/ },
  ),
  ofClient(
    "no OIDC conformance",
    { oidc_conformant: false },
    { oidc_conformant: true },
    { "OIDC conformant": /off/ },
  ),
  ofClient(
    "another algorithm",
    { jwt_configuration: { alg: "HS256" } },
    { jwt_configuration: { alg: "RS256" } },
    { "ID token algorithm": /HS256/ },
  ),
  ofClient(
    "no rotation of refresh tokens",
    { refresh_token: { rotation_type: "non-rotating" } },
    { refresh_token: { rotation_type: "rotating" } },
    { "refresh token rotation": /non-rotating/ },
  ),
  ofClient(
    "refresh tokens for ever",
    { refresh_token: { expiration_type: "non-expiring" } },
    { refresh_token: { expiration_type: "expiring" } },
    { "refresh token expiry": /non-expiring/ },
  ),
];
