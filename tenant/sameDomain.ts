/** Whether two host names belong to the same tenant. Case does not matter. */
export const isSameDomain = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();
