import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class MessagingPhoneNumber extends pulumi.CustomResource {
    /**
     * Get an existing MessagingPhoneNumber resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: MessagingPhoneNumberState, opts?: pulumi.CustomResourceOptions): MessagingPhoneNumber;
    /**
     * Returns true if the given object is an instance of MessagingPhoneNumber.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is MessagingPhoneNumber;
    readonly accountSid: pulumi.Output<string>;
    readonly capabilities: pulumi.Output<string[]>;
    readonly countryCode: pulumi.Output<string>;
    readonly dateCreated: pulumi.Output<string>;
    readonly dateUpdated: pulumi.Output<string>;
    readonly messagingPhoneNumberId: pulumi.Output<string>;
    readonly phoneNumber: pulumi.Output<string>;
    readonly serviceSid: pulumi.Output<string>;
    readonly sid: pulumi.Output<string>;
    readonly timeouts: pulumi.Output<outputs.MessagingPhoneNumberTimeouts | undefined>;
    readonly url: pulumi.Output<string>;
    /**
     * Create a MessagingPhoneNumber resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: MessagingPhoneNumberArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering MessagingPhoneNumber resources.
 */
export interface MessagingPhoneNumberState {
    accountSid?: pulumi.Input<string | undefined>;
    capabilities?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    countryCode?: pulumi.Input<string | undefined>;
    dateCreated?: pulumi.Input<string | undefined>;
    dateUpdated?: pulumi.Input<string | undefined>;
    messagingPhoneNumberId?: pulumi.Input<string | undefined>;
    phoneNumber?: pulumi.Input<string | undefined>;
    serviceSid?: pulumi.Input<string | undefined>;
    sid?: pulumi.Input<string | undefined>;
    timeouts?: pulumi.Input<inputs.MessagingPhoneNumberTimeouts | undefined>;
    url?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a MessagingPhoneNumber resource.
 */
export interface MessagingPhoneNumberArgs {
    messagingPhoneNumberId?: pulumi.Input<string | undefined>;
    serviceSid: pulumi.Input<string>;
    sid: pulumi.Input<string>;
    timeouts?: pulumi.Input<inputs.MessagingPhoneNumberTimeouts | undefined>;
}
