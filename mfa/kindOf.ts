/** The last word of a resource's type, as in `Client` of `auth0:index/client:Client`. */
export const kindOf = (type: string): string => type.split(":").at(-1) ?? type;
