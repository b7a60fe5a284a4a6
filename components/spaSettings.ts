/**
 * The settings of every single-page application: a public client (no secret, PKCE) with refresh token
 * rotation.
 */
export const spaSettings = {
  appType: "spa",
  grantTypes: ["authorization_code", "refresh_token"],
  oidcConformant: true,
  jwtConfiguration: { alg: "RS256" },
  refreshToken: { rotationType: "rotating", expirationType: "expiring" },
};
