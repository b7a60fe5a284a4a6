import * as pulumi from "@pulumi/pulumi";
/**
 * The provider type for the twilio package. By default, resources use package-wide configuration
 * settings, however an explicit `Provider` instance may be created and passed during resource
 * construction to achieve fine-grained programmatic control over provider settings. See the
 * [documentation](https:/
 */
export declare class Provider extends pulumi.ProviderResource {
    /**
     * Returns true if the given object is an instance of Provider.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Provider;
    /**
     * The Account SID which should be used.
     */
    readonly accountSid: pulumi.Output<string | undefined>;
    /**
     * The API Key which should be used.
     */
    readonly apiKey: pulumi.Output<string | undefined>;
    /**
     * The API Key secret which should be used.
     */
    readonly apiSecret: pulumi.Output<string | undefined>;
    /**
     * The Auth Token which should be used.
     */
    readonly authToken: pulumi.Output<string | undefined>;
    /**
     * The edge location to use
     */
    readonly edge: pulumi.Output<string | undefined>;
    /**
     * The region to use
     */
    readonly region: pulumi.Output<string | undefined>;
    /**
     * Create a Provider resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: ProviderArgs, opts?: pulumi.ResourceOptions);
}
/**
 * The set of arguments for constructing a Provider resource.
 */
export interface ProviderArgs {
    /**
     * The Account SID which should be used.
     */
    accountSid?: pulumi.Input<string | undefined>;
    /**
     * The API Key which should be used.
     */
    apiKey?: pulumi.Input<string | undefined>;
    /**
     * The API Key secret which should be used.
     */
    apiSecret?: pulumi.Input<string | undefined>;
    /**
     * The Auth Token which should be used.
     */
    authToken?: pulumi.Input<string | undefined>;
    /**
     * The time in ms to wait between each retry attempt
     */
    backoffIntervalInMs?: pulumi.Input<number | undefined>;
    /**
     * The edge location to use
     */
    edge?: pulumi.Input<string | undefined>;
    /**
     * The region to use
     */
    region?: pulumi.Input<string | undefined>;
    /**
     * The maximum number of retry attempts
     */
    retryAttempts?: pulumi.Input<number | undefined>;
    /**
     * Whether to disable credential validation
     */
    skipCredentialValidation?: pulumi.Input<boolean | undefined>;
}
