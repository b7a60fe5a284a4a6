/**
 * localhost and its subdomains, 127.0.0.0/8, ::1, and 127.0.0.0/8 as IPv6 maps it (RFC 8252, section 7.3; RFC
 * 6761, section 6.3).
 *
 * @param hostname from a parsed URL
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/.test(
    hostname,
  );
}

/** The address with which a server listens on all addresses of its machine. */
export const isUnspecified = (hostname: string): boolean => /^(0\.0\.0\.0|\[::\])$/.test(hostname);

/** Whether a URL's host is the user's own machine. */
export function isOnLoopback(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  return isLoopback(parsed.hostname) || isUnspecified(parsed.hostname);
}

/**
 * Whether somebody on the network path can read what is sent to a URL: it is not https, and it leaves the
 * machine.
 */
export function isUnencrypted(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && /^(http|ws|ftp):$/.test(parsed.protocol) && !isOnLoopback(url);
}
