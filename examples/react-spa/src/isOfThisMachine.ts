/** Whether a tenant's domain, in any form that the SDK accepts, is an address of this machine. */
export const isOfThisMachine = (domain: string): boolean =>
  /^(https?:\/\/)?(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/i.test(domain);
