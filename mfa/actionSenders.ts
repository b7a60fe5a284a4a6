/** The phone provider type of a unified tenant whose sender is an Action. */
export const customProvider = "custom";

/** The phone factor's provider on a legacy tenant whose sender is an Action: the dashboard's "Custom". */
export const legacyHook = "phone-message-hook";
