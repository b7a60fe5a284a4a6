/** Whether a domain, such as `localhost:8443`, can only be this machine. */
export function isLoopback(domain: string): boolean {
  let host: string;
  try {
    host = new URL(`https://${domain.replace(/^https?:\/\//, "")}`).hostname;
  } catch {
    return false;
  }
  return (
    host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host)
  );
}
