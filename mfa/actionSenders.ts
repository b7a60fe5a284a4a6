/** The phone provider of a unified tenant that is an Action. */
export const customProvider = "custom";

/** The provider of a legacy tenant's phone factor that is an Action: the dashboard's "Custom". */
export const legacyHook = "phone-message-hook";
