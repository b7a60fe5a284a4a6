/** The acr of a sign-in with a second factor: OpenID PAPE's URI, as Auth0 uses it. */
export const multiFactorAcr = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";
