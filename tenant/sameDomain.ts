/** Whether two host names are one tenant's: they are the same in capitals and small letters. */
export const isSameDomain = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();
