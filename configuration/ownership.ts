/** The key of a client's metadata by which a stack recognises what it has registered. */
export const ownershipKey = "auth0-phone-mfa";

/**
 * The value for one of a stack's clients.
 *
 * @param tag the stack's own, chosen at random when it was new
 * @param name the client's in the program
 */
export const ownershipMark = (tag: string, name: string): string => `${tag}/${name}`;
