import * as outputs from "../types/output";
export interface GetPhoneNumbersPhoneNumber {
    addressRequirements?: string;
    addressSid?: string;
    beta?: boolean;
    bundleSid?: string;
    capabilities?: outputs.GetPhoneNumbersPhoneNumberCapability[];
    dateCreated?: string;
    dateUpdated?: string;
    emergencyAddressSid?: string;
    emergencyStatus?: string;
    faxes?: outputs.GetPhoneNumbersPhoneNumberFax[];
    friendlyName?: string;
    identitySid?: string;
    messagings?: outputs.GetPhoneNumbersPhoneNumberMessaging[];
    origin?: string;
    phoneNumber?: string;
    sid?: string;
    status?: string;
    statusCallbackMethod?: string;
    statusCallbackUrl?: string;
    trunkSid?: string;
    voices?: outputs.GetPhoneNumbersPhoneNumberVoice[];
}
export interface GetPhoneNumbersPhoneNumberCapability {
    fax?: boolean;
    mms?: boolean;
    sms?: boolean;
    voice?: boolean;
}
export interface GetPhoneNumbersPhoneNumberFax {
    applicationSid?: string;
    fallbackMethod?: string;
    fallbackUrl?: string;
    method?: string;
    url?: string;
}
export interface GetPhoneNumbersPhoneNumberMessaging {
    applicationSid?: string;
    fallbackMethod?: string;
    fallbackUrl?: string;
    method?: string;
    url?: string;
}
export interface GetPhoneNumbersPhoneNumberVoice {
    applicationSid?: string;
    callerIdLookup?: boolean;
    fallbackMethod?: string;
    fallbackUrl?: string;
    method?: string;
    url?: string;
}
export interface GetPhoneNumbersTimeouts {
    read?: string;
}
export interface MessagingPhoneNumberTimeouts {
    create?: string;
    delete?: string;
    read?: string;
}
export interface MessagingServiceTimeouts {
    create?: string;
    delete?: string;
    read?: string;
    update?: string;
}
export interface PhoneNumberCapability {
    fax?: boolean;
    mms?: boolean;
    sms?: boolean;
    voice?: boolean;
}
export interface PhoneNumberFax {
    applicationSid?: string;
    fallbackMethod?: string;
    fallbackUrl?: string;
    method?: string;
    url?: string;
}
export interface PhoneNumberMessaging {
    applicationSid?: string;
    fallbackMethod?: string;
    fallbackUrl?: string;
    method?: string;
    url?: string;
}
export interface PhoneNumberSearchCriteria {
    allowBetaNumbers?: boolean;
    areaCode?: number;
    capabilities?: outputs.PhoneNumberSearchCriteriaCapabilities;
    containsNumberPattern?: string;
    excludeAddressRequirements?: outputs.PhoneNumberSearchCriteriaExcludeAddressRequirements;
    isoCountry: string;
    location?: outputs.PhoneNumberSearchCriteriaLocation;
    type: string;
}
export interface PhoneNumberSearchCriteriaCapabilities {
    faxEnabled?: boolean;
    mmsEnabled?: boolean;
    smsEnabled?: boolean;
    voiceEnabled?: boolean;
}
export interface PhoneNumberSearchCriteriaExcludeAddressRequirements {
    all?: boolean;
    foreign?: boolean;
    local?: boolean;
}
export interface PhoneNumberSearchCriteriaLocation {
    distance?: number;
    inLata?: string;
    inLocality?: string;
    inPostalCode?: string;
    inRateCenter?: string;
    inRegion?: string;
    nearLatLong?: string;
    nearNumber?: string;
}
export interface PhoneNumberTimeouts {
    create?: string;
    delete?: string;
    read?: string;
    update?: string;
}
export interface PhoneNumberVoice {
    applicationSid?: string;
    callerIdLookup?: boolean;
    fallbackMethod?: string;
    fallbackUrl?: string;
    method?: string;
    url?: string;
}
