import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class MessagingService extends pulumi.CustomResource {
    /**
     * Get an existing MessagingService resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: MessagingServiceState, opts?: pulumi.CustomResourceOptions): MessagingService;
    /**
     * Returns true if the given object is an instance of MessagingService.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is MessagingService;
    readonly accountSid: pulumi.Output<string>;
    readonly areaCodeGeomatch: pulumi.Output<boolean | undefined>;
    readonly dateCreated: pulumi.Output<string>;
    readonly dateUpdated: pulumi.Output<string>;
    readonly fallbackMethod: pulumi.Output<string | undefined>;
    readonly fallbackToLongCode: pulumi.Output<boolean | undefined>;
    readonly fallbackUrl: pulumi.Output<string | undefined>;
    readonly friendlyName: pulumi.Output<string>;
    readonly inboundMethod: pulumi.Output<string | undefined>;
    readonly inboundRequestUrl: pulumi.Output<string | undefined>;
    readonly messagingServiceId: pulumi.Output<string>;
    readonly mmsConverter: pulumi.Output<boolean | undefined>;
    readonly sid: pulumi.Output<string>;
    readonly smartEncoding: pulumi.Output<boolean | undefined>;
    readonly statusCallbackUrl: pulumi.Output<string | undefined>;
    readonly stickySender: pulumi.Output<boolean | undefined>;
    readonly timeouts: pulumi.Output<outputs.MessagingServiceTimeouts | undefined>;
    readonly url: pulumi.Output<string>;
    readonly useInboundWebhookOnNumber: pulumi.Output<boolean | undefined>;
    readonly validityPeriod: pulumi.Output<number | undefined>;
    /**
     * Create a MessagingService resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: MessagingServiceArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering MessagingService resources.
 */
export interface MessagingServiceState {
    accountSid?: pulumi.Input<string | undefined>;
    areaCodeGeomatch?: pulumi.Input<boolean | undefined>;
    dateCreated?: pulumi.Input<string | undefined>;
    dateUpdated?: pulumi.Input<string | undefined>;
    fallbackMethod?: pulumi.Input<string | undefined>;
    fallbackToLongCode?: pulumi.Input<boolean | undefined>;
    fallbackUrl?: pulumi.Input<string | undefined>;
    friendlyName?: pulumi.Input<string | undefined>;
    inboundMethod?: pulumi.Input<string | undefined>;
    inboundRequestUrl?: pulumi.Input<string | undefined>;
    messagingServiceId?: pulumi.Input<string | undefined>;
    mmsConverter?: pulumi.Input<boolean | undefined>;
    sid?: pulumi.Input<string | undefined>;
    smartEncoding?: pulumi.Input<boolean | undefined>;
    statusCallbackUrl?: pulumi.Input<string | undefined>;
    stickySender?: pulumi.Input<boolean | undefined>;
    timeouts?: pulumi.Input<inputs.MessagingServiceTimeouts | undefined>;
    url?: pulumi.Input<string | undefined>;
    useInboundWebhookOnNumber?: pulumi.Input<boolean | undefined>;
    validityPeriod?: pulumi.Input<number | undefined>;
}
/**
 * The set of arguments for constructing a MessagingService resource.
 */
export interface MessagingServiceArgs {
    areaCodeGeomatch?: pulumi.Input<boolean | undefined>;
    fallbackMethod?: pulumi.Input<string | undefined>;
    fallbackToLongCode?: pulumi.Input<boolean | undefined>;
    fallbackUrl?: pulumi.Input<string | undefined>;
    friendlyName: pulumi.Input<string>;
    inboundMethod?: pulumi.Input<string | undefined>;
    inboundRequestUrl?: pulumi.Input<string | undefined>;
    messagingServiceId?: pulumi.Input<string | undefined>;
    mmsConverter?: pulumi.Input<boolean | undefined>;
    smartEncoding?: pulumi.Input<boolean | undefined>;
    statusCallbackUrl?: pulumi.Input<string | undefined>;
    stickySender?: pulumi.Input<boolean | undefined>;
    timeouts?: pulumi.Input<inputs.MessagingServiceTimeouts | undefined>;
    useInboundWebhookOnNumber?: pulumi.Input<boolean | undefined>;
    validityPeriod?: pulumi.Input<number | undefined>;
}
