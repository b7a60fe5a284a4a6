/**
 * The Account SID which should be used.
 */
export declare const accountSid: string | undefined;
/**
 * The API Key which should be used.
 */
export declare const apiKey: string | undefined;
/**
 * The API Key secret which should be used.
 */
export declare const apiSecret: string | undefined;
/**
 * The Auth Token which should be used.
 */
export declare const authToken: string | undefined;
/**
 * The time in ms to wait between each retry attempt
 */
export declare const backoffIntervalInMs: number | undefined;
/**
 * The edge location to use
 */
export declare const edge: string | undefined;
/**
 * The region to use
 */
export declare const region: string | undefined;
/**
 * The maximum number of retry attempts
 */
export declare const retryAttempts: number | undefined;
/**
 * Whether to disable credential validation
 */
export declare const skipCredentialValidation: boolean | undefined;
