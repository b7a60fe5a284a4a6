import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare function getPhoneNumbers(args: GetPhoneNumbersArgs, opts?: pulumi.InvokeOptions): Promise<GetPhoneNumbersResult>;
/**
 * A collection of arguments for invoking getPhoneNumbers.
 */
export interface GetPhoneNumbersArgs {
    accountSid: string;
    id?: string;
    timeouts?: inputs.GetPhoneNumbersTimeouts;
}
/**
 * A collection of values returned by getPhoneNumbers.
 */
export interface GetPhoneNumbersResult {
    readonly accountSid: string;
    readonly id: string;
    readonly phoneNumbers: outputs.GetPhoneNumbersPhoneNumber[];
    readonly timeouts?: outputs.GetPhoneNumbersTimeouts;
}
export declare function getPhoneNumbersOutput(args: GetPhoneNumbersOutputArgs, opts?: pulumi.InvokeOutputOptions): pulumi.Output<GetPhoneNumbersResult>;
/**
 * A collection of arguments for invoking getPhoneNumbers.
 */
export interface GetPhoneNumbersOutputArgs {
    accountSid: pulumi.Input<string>;
    id?: pulumi.Input<string | undefined>;
    timeouts?: pulumi.Input<inputs.GetPhoneNumbersTimeoutsArgs | undefined>;
}
