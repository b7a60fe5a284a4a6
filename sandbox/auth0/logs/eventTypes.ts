/**
 * The event types that sign-in writes, with Auth0's names for them
 * [deploy-monitor/logs/log-event-type-codes].
 */
const descriptions = {
  s: "Success Login",
  f: "Failed Login",
  fp: "Failed Login (Incorrect Password)",
  fu: "Failed Login (Invalid Email/Username)",
  w: "Warnings During Login",
  ss: "Success Signup",
  fs: "Failed Signup",
  slo: "Success Logout",
  flo: "Failed Logout",
  ssa: "Success Silent Auth",
  fsa: "Failed Silent Auth",
  fco: "Failed by CORS",
  seacft: "Success Exchange of Authorization Code for Access Token",
  feacft: "Failed Exchange of Authorization Code for Access Token",
  sertft: "Success Exchange of Refresh Token for Access Token",
  fertft: "Failed Exchange of Refresh Token for Access Token",
  ferrt: "Failed Exchange of Rotating Refresh Token",
  sepft: "Success Exchange of Password for Access Token",
  fepft: "Failed Exchange of Password for Access Token",
  seoobft: "Success Exchange of Password and OOB Challenge for Access Token",
  feoobft: "Failed Exchange of Password and OOB Challenge for Access Token",
  sercft: "Success Exchange of Password and MFA Recovery Code for Access Token",
  fercft: "Failed Exchange of Password and MFA Recovery Code for Access Token",
  limit_wc: "Blocked Account",
  limit_mu: "Blocked IP Address",
  mfar: "MFA Required",
  gd_start_enroll: "MFA Enroll started",
  gd_enrollment_complete: "MFA enrollment complete",
  gd_start_auth: "Second factor started",
  gd_auth_succeed: "MFA Auth success",
  gd_auth_failed: "MFA Auth failed",
  gd_send_sms: "MFA SMS Sent",
  gd_send_sms_failure: "Error Sending MFA SMS",
  gd_send_voice: "MFA voice call success",
  gd_send_voice_failure: "MFA voice call failed",
  gd_otp_rate_limit_exceed: "Too many MFA failures",
  gd_recovery_succeed: "MFA recovery success",
  gd_recovery_failed: "Recovery failed",
  gd_recovery_rate_limit_exceed: "Multi-factor recovery code has failed too many times",
  gd_unenroll: "Unenroll device account",
  actions_execution_failed: "Actions Execution Failed",
} as const;

export type EventType = keyof typeof descriptions;

/** The events of a successful login, however it was done; the exchange of a refresh token counts as one. */
export const completedLogins: readonly EventType[] = ["s", "ssa", "sepft", "seoobft", "sercft", "sertft"];

/** What the type means, in Auth0's words. */
export const describeEvent = (type: EventType): string => descriptions[type];
