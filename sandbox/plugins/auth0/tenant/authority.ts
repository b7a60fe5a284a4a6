import { readFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** Each is added once per process, however many providers it serves. */
const trusted = new Set<string>();

/**
 * Trusts the authority in the PEM file that the official plugin, written in Go, would trust. Node reads
 * NODE_EXTRA_CA_CERTS itself, but not this one. A file that can't be read is ignored.
 */
export function trustLocalAuthority(file: string | undefined): void {
  if (file === undefined || file === "" || trusted.has(file)) return;
  try {
    setDefaultCACertificates([...getCACertificates("default"), readFileSync(file, "utf8")]);
    trusted.add(file);
  } catch {
    // The next request reports what is wrong with the certificate.
  }
}
