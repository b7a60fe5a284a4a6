import { fetchByEnvironment } from "../../tenant/http/proxy.ts";

/**
 * Whether an address on the internet responds, tried once with a short timeout: a machine without internet
 * must not wait.
 */
export async function isReachable(url: string): Promise<boolean> {
  try {
    const response = await fetchByEnvironment(url, {
      method: "HEAD",
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}
