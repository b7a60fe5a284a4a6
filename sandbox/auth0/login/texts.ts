/**
 * Auth0's error messages on sign-in pages [customize/login-pages/universal-login/customize-text-elements].
 */
const faultTexts = {
  "wrong-email-credentials": "Wrong email or password",
  "user-blocked": "Your account has been blocked after multiple consecutive login attempts.",
  "same-user-login": "Too many login attempts for this user. Please wait, and try again later.",
  "ip-blocked":
    "We have detected suspicious login behavior and further attempts will be blocked. Please contact the administrator.",
  "ip-signup-blocked": "Too many signups from the same IP",
  "no-email": "Please enter an email address",
  "invalid-email": "Email is not valid.",
  "no-password": "Password is required",
  "password-too-weak": "The password is too weak",
  "email-in-use": "The user already exists.",
  "auth0-users-validation": "Something went wrong, please try again later",
  "no-phone": "Please enter a phone number",
  "invalid-phone-format": "Phone number can only include digits.",
  "invalid-phone": "Seems that your phone number is not valid. Please check and retry.",
  "send-sms-failed": "There was a problem sending the SMS",
  "send-voice-failed": "There was a problem making the voice call",
  "too-many-sms":
    "You have exceeded the maximum number of phone messages per hour. Wait a few minutes and try again.",
  "no-code": "Please enter a code",
  "invalid-otp-code-format": "OTP Code must have {digits} numeric characters",
  "invalid-code": "The code you entered is invalid",
  "too-many-failures": "Too many failed codes. Wait for some minutes before retrying.",
  "no-transaction-in-progress": "Notification was not sent. Try resending the code.",
  "transaction-not-found": "Your enrollment transaction expired, you will need to start again.",
  "login-expired": "Your login took too long. Please log in again.",
  "invalid-code-format": "Recovery code must have 24 alphanumeric characters",
  "no-confirmation": "Please confirm you have recorded the code",
} as const;

export type Fault = keyof typeof faultTexts;

/** A page's message for an error; a code has six digits unless the tenant sets another length. */
export const faultText = (fault: Fault, digits = 6): string =>
  faultTexts[fault].replace("{digits}", String(digits));

const tooMany: readonly Fault[] = [
  "user-blocked",
  "same-user-login",
  "ip-blocked",
  "ip-signup-blocked",
  "too-many-sms",
  "too-many-failures",
];

/** The HTTP status of a page that shows the error. */
export const statusOf = (fault: Fault | undefined): 200 | 400 | 429 => {
  if (fault === undefined) return 200;
  return tooMany.includes(fault) ? 429 : 400;
};
