/** What can be set on a number [twilio.com/docs/phone-numbers/api/incomingphonenumber-resource]. */
export const numberParameters = {
  SmsUrl: "",
  SmsMethod: "POST",
  SmsFallbackUrl: "",
  SmsFallbackMethod: "POST",
  VoiceUrl: "",
  VoiceMethod: "POST",
  VoiceFallbackUrl: "",
  VoiceFallbackMethod: "POST",
  VoiceCallerIdLookup: false,
  VoiceReceiveMode: "voice",
  StatusCallback: "",
  StatusCallbackMethod: "POST",
  EmergencyStatus: "Inactive",
  /** By default, the number in national format. */
  FriendlyName: null,
} as const;
