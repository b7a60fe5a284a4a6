import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class PhoneNumber extends pulumi.CustomResource {
    /**
     * Get an existing PhoneNumber resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: PhoneNumberState, opts?: pulumi.CustomResourceOptions): PhoneNumber;
    /**
     * Returns true if the given object is an instance of PhoneNumber.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is PhoneNumber;
    readonly accountSid: pulumi.Output<string>;
    readonly addressRequirements: pulumi.Output<string>;
    readonly addressSid: pulumi.Output<string | undefined>;
    readonly areaCode: pulumi.Output<string | undefined>;
    readonly beta: pulumi.Output<boolean>;
    readonly bundleSid: pulumi.Output<string | undefined>;
    readonly capabilities: pulumi.Output<outputs.PhoneNumberCapability[]>;
    readonly dateCreated: pulumi.Output<string>;
    readonly dateUpdated: pulumi.Output<string>;
    readonly emergencyAddressSid: pulumi.Output<string | undefined>;
    readonly emergencyStatus: pulumi.Output<string>;
    readonly fax: pulumi.Output<outputs.PhoneNumberFax | undefined>;
    readonly friendlyName: pulumi.Output<string>;
    readonly identitySid: pulumi.Output<string | undefined>;
    readonly messaging: pulumi.Output<outputs.PhoneNumberMessaging | undefined>;
    readonly origin: pulumi.Output<string>;
    readonly phoneNumber: pulumi.Output<string>;
    readonly phoneNumberId: pulumi.Output<string>;
    readonly searchCriteria: pulumi.Output<outputs.PhoneNumberSearchCriteria | undefined>;
    readonly sid: pulumi.Output<string>;
    readonly status: pulumi.Output<string>;
    readonly statusCallbackMethod: pulumi.Output<string | undefined>;
    readonly statusCallbackUrl: pulumi.Output<string | undefined>;
    readonly timeouts: pulumi.Output<outputs.PhoneNumberTimeouts | undefined>;
    readonly trunkSid: pulumi.Output<string | undefined>;
    readonly voice: pulumi.Output<outputs.PhoneNumberVoice | undefined>;
    /**
     * Create a PhoneNumber resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: PhoneNumberArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering PhoneNumber resources.
 */
export interface PhoneNumberState {
    accountSid?: pulumi.Input<string | undefined>;
    addressRequirements?: pulumi.Input<string | undefined>;
    addressSid?: pulumi.Input<string | undefined>;
    areaCode?: pulumi.Input<string | undefined>;
    beta?: pulumi.Input<boolean | undefined>;
    bundleSid?: pulumi.Input<string | undefined>;
    capabilities?: pulumi.Input<pulumi.Input<inputs.PhoneNumberCapability>[] | undefined>;
    dateCreated?: pulumi.Input<string | undefined>;
    dateUpdated?: pulumi.Input<string | undefined>;
    emergencyAddressSid?: pulumi.Input<string | undefined>;
    emergencyStatus?: pulumi.Input<string | undefined>;
    fax?: pulumi.Input<inputs.PhoneNumberFax | undefined>;
    friendlyName?: pulumi.Input<string | undefined>;
    identitySid?: pulumi.Input<string | undefined>;
    messaging?: pulumi.Input<inputs.PhoneNumberMessaging | undefined>;
    origin?: pulumi.Input<string | undefined>;
    phoneNumber?: pulumi.Input<string | undefined>;
    phoneNumberId?: pulumi.Input<string | undefined>;
    searchCriteria?: pulumi.Input<inputs.PhoneNumberSearchCriteria | undefined>;
    sid?: pulumi.Input<string | undefined>;
    status?: pulumi.Input<string | undefined>;
    statusCallbackMethod?: pulumi.Input<string | undefined>;
    statusCallbackUrl?: pulumi.Input<string | undefined>;
    timeouts?: pulumi.Input<inputs.PhoneNumberTimeouts | undefined>;
    trunkSid?: pulumi.Input<string | undefined>;
    voice?: pulumi.Input<inputs.PhoneNumberVoice | undefined>;
}
/**
 * The set of arguments for constructing a PhoneNumber resource.
 */
export interface PhoneNumberArgs {
    accountSid: pulumi.Input<string>;
    addressSid?: pulumi.Input<string | undefined>;
    areaCode?: pulumi.Input<string | undefined>;
    bundleSid?: pulumi.Input<string | undefined>;
    emergencyAddressSid?: pulumi.Input<string | undefined>;
    emergencyStatus?: pulumi.Input<string | undefined>;
    fax?: pulumi.Input<inputs.PhoneNumberFax | undefined>;
    friendlyName?: pulumi.Input<string | undefined>;
    identitySid?: pulumi.Input<string | undefined>;
    messaging?: pulumi.Input<inputs.PhoneNumberMessaging | undefined>;
    phoneNumber?: pulumi.Input<string | undefined>;
    phoneNumberId?: pulumi.Input<string | undefined>;
    searchCriteria?: pulumi.Input<inputs.PhoneNumberSearchCriteria | undefined>;
    statusCallbackMethod?: pulumi.Input<string | undefined>;
    statusCallbackUrl?: pulumi.Input<string | undefined>;
    timeouts?: pulumi.Input<inputs.PhoneNumberTimeouts | undefined>;
    trunkSid?: pulumi.Input<string | undefined>;
    voice?: pulumi.Input<inputs.PhoneNumberVoice | undefined>;
}
