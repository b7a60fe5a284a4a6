/** The stack of a resource, from its URN, as in `urn:pulumi:dev::…`. */
export const stackOf = (urn: string): string => /^urn:pulumi:([^:]+)::/.exec(urn)?.[1] ?? "";
