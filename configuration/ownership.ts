/** The key in a client's metadata by which a stack recognizes the clients that it registered. */
export const ownershipKey = "auth0-phone-mfa";

/**
 * The value for one client of a stack.
 * @param tag the stack's own ownership tag, chosen at random when it was new
 * @param name the client's name in the program
 */
export const ownershipMark = (tag: string, name: string): string => `${tag}/${name}`;
