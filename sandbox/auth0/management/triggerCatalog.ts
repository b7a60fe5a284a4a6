/** Triggers with the version a new Action gets [customize/actions/explore-triggers]. */
export const knownTriggers: Record<string, string> = {
  "post-login": "v3",
  "credentials-exchange": "v2",
  "pre-user-registration": "v2",
  "post-user-registration": "v2",
  "post-change-password": "v2",
  "send-phone-message": "v2",
  "password-reset-post-challenge": "v1",
  "login-post-identifier": "v1",
  "signup-post-identifier": "v1",
  "custom-token-exchange": "v1",
  "event-stream": "v1",
  "password-hash-migration": "v1",
  "custom-email-provider": "v1",
  "custom-phone-provider": "v1",
};

/** Bound by Auth0 itself: their bindings can be neither listed nor set. */
export const entityBound = [
  "custom-token-exchange",
  "event-stream",
  "custom-email-provider",
  "custom-phone-provider",
];
