import "reflect-metadata";
import { randomUUID, webcrypto } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const day = 86_400_000;

/** The folder of the local CA: per user, outside any checkout. */
export function caFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const chosen = env["AUTH0_SANDBOX_CA_DIR"];
  if (chosen !== undefined && chosen !== "") return chosen;
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "auth0-sandbox");
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? homedir(), "auth0-sandbox");
  const data = env["XDG_DATA_HOME"];
  return join(data === undefined || data === "" ? join(homedir(), ".local", "share") : data, "auth0-sandbox");
}

export interface Tls {
  /** PEM of the server's chain: the leaf, then the CA. */
  cert: string;
  key: string;
  caFile: string;
}

/** A certificate for this start, signed by the user's local CA, which the first start creates. */
export async function localTls(folder: string = caFolder()): Promise<Tls> {
  const ca = (await loadAuthority(folder)) ?? (await makeAuthority(folder));
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  const leaf = await x509.X509CertificateGenerator.create({
    subject: "CN=localhost",
    issuer: ca.certificate.subject,
    serialNumber: serial(),
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 30 * day),
    publicKey: keys.publicKey,
    signingKey: ca.key,
    signingAlgorithm: ecdsa,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(ca.certificate, false),
    ],
  });
  return {
    cert: `${leaf.toString("pem")}\n${ca.certificate.toString("pem")}\n`,
    key: await privatePem(keys.privateKey),
    caFile: join(folder, "ca.pem"),
  };
}

interface Authority {
  certificate: x509.X509Certificate;
  key: webcrypto.CryptoKey;
}

/** The CA in the folder, unless there is none or it is about to expire. */
async function loadAuthority(folder: string): Promise<Authority | undefined> {
  try {
    const bundle = await readFile(join(folder, "ca-key.pem"), "utf8");
    const pems = x509.PemConverter.decodeWithHeaders(bundle);
    const key = pems.find((pem) => pem.type === "PRIVATE KEY")?.rawData;
    const certificate = pems.find((pem) => pem.type === "CERTIFICATE")?.rawData;
    if (key === undefined || certificate === undefined) return undefined;
    const parsed = new x509.X509Certificate(certificate);
    if (parsed.notAfter.getTime() < Date.now() + 60 * day) return undefined;
    await publish(folder, parsed);
    return {
      certificate: parsed,
      key: await webcrypto.subtle.importKey("pkcs8", key, ecdsa, true, ["sign"]),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Creates the CA. Key and certificate are one file, created by `link`, which fails if another start was
 * first: then that one's CA is used, so that concurrent starts agree.
 */
async function makeAuthority(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const authority = await newAuthority();
  const file = join(folder, "ca-key.pem");
  const draft = join(folder, `.ca-key.${randomUUID()}`);
  const bundle = `${await privatePem(authority.key)}${authority.certificate.toString("pem")}\n`;
  await writeFile(draft, bundle, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const winner = await loadAuthority(folder);
    if (winner !== undefined) return winner;
    // The existing CA is no longer usable (expired): replace it.
    await rm(file, { force: true });
    await link(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  await publish(folder, authority.certificate);
  return authority;
}

/** Writes the certificate to its known place; the content is the same whoever writes it. */
async function publish(folder: string, certificate: x509.X509Certificate): Promise<void> {
  const file = join(folder, "ca.pem");
  const pem = `${certificate.toString("pem")}\n`;
  const current = await readFile(file, "utf8").catch(() => "");
  if (current !== pem) await writeFile(file, pem, { mode: 0o644 });
}

/** A CA that can vouch only for this machine's loopback. */
async function newAuthority(): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Auth0 sandbox local CA",
    serialNumber: serial(),
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 5 * 365 * day),
    keys,
    signingAlgorithm: ecdsa,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      loopbackOnly(),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  });
  return { certificate, key: keys.privateKey };
}

/** Name constraints (RFC 5280, 4.2.1.10) in DER: DNS localhost, IP 127.0.0.0/8 and ::1/128. */
function loopbackOnly(): x509.Extension {
  const der = (tag: number, ...parts: number[][]): number[] => {
    const content = parts.flat();
    return [tag, content.length, ...content];
  };
  const subtree = (base: number[]): number[] => der(0x30, base);
  const dns = der(0x82, [...Buffer.from("localhost")]);
  const ip4 = der(0x87, [127, 0, 0, 0, 255, 0, 0, 0]);
  const ip6 = der(0x87, [...Array<number>(15).fill(0), 1, ...Array<number>(16).fill(255)]);
  const permitted = der(0xa0, subtree(dns), subtree(ip4), subtree(ip6));
  return new x509.Extension("2.5.29.30", true, new Uint8Array(der(0x30, permitted)));
}

const serial = (): string => `01${randomUUID().replaceAll("-", "").slice(0, 30)}`;

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const raw = await webcrypto.subtle.exportKey("pkcs8", key);
  return `${x509.PemConverter.encode(raw, "PRIVATE KEY")}\n`;
}
