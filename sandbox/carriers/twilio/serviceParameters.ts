/** What can be set on a Messaging Service [twilio.com/docs/messaging/api/service-resource]. */
export const serviceParameters = {
  /** Required to create one. */
  FriendlyName: null,
  InboundRequestUrl: null,
  InboundMethod: "POST",
  FallbackUrl: null,
  FallbackMethod: "POST",
  StatusCallback: null,
  StickySender: true,
  MmsConverter: true,
  SmartEncoding: true,
  FallbackToLongCode: true,
  AreaCodeGeomatch: true,
  ValidityPeriod: 14400,
  ScanMessageContent: "inherit",
  SynchronousValidation: false,
  UseInboundWebhookOnNumber: false,
  Usecase: "undeclared",
} as const;
