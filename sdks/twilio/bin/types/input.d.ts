import * as pulumi from "@pulumi/pulumi";
import * as inputs from "../types/input";
export interface GetPhoneNumbersTimeouts {
    read?: string;
}
export interface GetPhoneNumbersTimeoutsArgs {
    read?: pulumi.Input<string | undefined>;
}
export interface MessagingPhoneNumberTimeouts {
    create?: pulumi.Input<string | undefined>;
    delete?: pulumi.Input<string | undefined>;
    read?: pulumi.Input<string | undefined>;
}
export interface MessagingServiceTimeouts {
    create?: pulumi.Input<string | undefined>;
    delete?: pulumi.Input<string | undefined>;
    read?: pulumi.Input<string | undefined>;
    update?: pulumi.Input<string | undefined>;
}
export interface PhoneNumberCapability {
    fax?: pulumi.Input<boolean | undefined>;
    mms?: pulumi.Input<boolean | undefined>;
    sms?: pulumi.Input<boolean | undefined>;
    voice?: pulumi.Input<boolean | undefined>;
}
export interface PhoneNumberFax {
    applicationSid?: pulumi.Input<string | undefined>;
    fallbackMethod?: pulumi.Input<string | undefined>;
    fallbackUrl?: pulumi.Input<string | undefined>;
    method?: pulumi.Input<string | undefined>;
    url?: pulumi.Input<string | undefined>;
}
export interface PhoneNumberMessaging {
    applicationSid?: pulumi.Input<string | undefined>;
    fallbackMethod?: pulumi.Input<string | undefined>;
    fallbackUrl?: pulumi.Input<string | undefined>;
    method?: pulumi.Input<string | undefined>;
    url?: pulumi.Input<string | undefined>;
}
export interface PhoneNumberSearchCriteria {
    allowBetaNumbers?: pulumi.Input<boolean | undefined>;
    areaCode?: pulumi.Input<number | undefined>;
    capabilities?: pulumi.Input<inputs.PhoneNumberSearchCriteriaCapabilities | undefined>;
    containsNumberPattern?: pulumi.Input<string | undefined>;
    excludeAddressRequirements?: pulumi.Input<inputs.PhoneNumberSearchCriteriaExcludeAddressRequirements | undefined>;
    isoCountry: pulumi.Input<string>;
    location?: pulumi.Input<inputs.PhoneNumberSearchCriteriaLocation | undefined>;
    type: pulumi.Input<string>;
}
export interface PhoneNumberSearchCriteriaCapabilities {
    faxEnabled?: pulumi.Input<boolean | undefined>;
    mmsEnabled?: pulumi.Input<boolean | undefined>;
    smsEnabled?: pulumi.Input<boolean | undefined>;
    voiceEnabled?: pulumi.Input<boolean | undefined>;
}
export interface PhoneNumberSearchCriteriaExcludeAddressRequirements {
    all?: pulumi.Input<boolean | undefined>;
    foreign?: pulumi.Input<boolean | undefined>;
    local?: pulumi.Input<boolean | undefined>;
}
export interface PhoneNumberSearchCriteriaLocation {
    distance?: pulumi.Input<number | undefined>;
    inLata?: pulumi.Input<string | undefined>;
    inLocality?: pulumi.Input<string | undefined>;
    inPostalCode?: pulumi.Input<string | undefined>;
    inRateCenter?: pulumi.Input<string | undefined>;
    inRegion?: pulumi.Input<string | undefined>;
    nearLatLong?: pulumi.Input<string | undefined>;
    nearNumber?: pulumi.Input<string | undefined>;
}
export interface PhoneNumberTimeouts {
    create?: pulumi.Input<string | undefined>;
    delete?: pulumi.Input<string | undefined>;
    read?: pulumi.Input<string | undefined>;
    update?: pulumi.Input<string | undefined>;
}
export interface PhoneNumberVoice {
    applicationSid?: pulumi.Input<string | undefined>;
    callerIdLookup?: pulumi.Input<boolean | undefined>;
    fallbackMethod?: pulumi.Input<string | undefined>;
    fallbackUrl?: pulumi.Input<string | undefined>;
    method?: pulumi.Input<string | undefined>;
    url?: pulumi.Input<string | undefined>;
}
