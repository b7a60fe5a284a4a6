import { X509Certificate } from "node:crypto";
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../sandbox/index.ts";
import { StateFile } from "../../sandbox/auth0/state/stateFile.ts";
import type { TenantState } from "../../sandbox/auth0/state/tenantState.ts";
import { localTls } from "../../sandbox/tls.ts";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-files-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

/** A sandbox that keeps its state in the file, once. */
async function keep(stateFile: string): Promise<void> {
  const sandbox = await startSandbox({ stateFile });
  await sandbox.stop();
}

/** Sets the process's mask for the test: the most open one gives files whatever mode they are made with. */
function openMask(): void {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
}

describe("the state file", () => {
  test("E10: is readable by its owner only, regardless of the umask, with no other file next to it", async () => {
    openMask();
    const folder = await newFolder();
    const path = join(folder, "state.json");
    await keep(path);
    expect(await modeOf(path)).toBe("600");
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  test("E10: a state file that others could read becomes private at the first write", async () => {
    const path = join(await newFolder(), "state.json");
    await keep(path);
    const text = await readFile(path);
    await rm(path);
    await writeFile(path, text, { mode: 0o644 });
    await keep(path);
    expect(await modeOf(path)).toBe("600");
  });

  test("E11: does not follow a planted link, whose target stays unchanged", async () => {
    const folder = await newFolder();
    const victim = join(folder, "victim");
    await writeFile(victim, "precious", { mode: 0o644 });
    const path = join(folder, "state.json");
    await symlink(victim, path);
    await expect(startSandbox({ stateFile: path })).rejects.toThrow(/link/);
    // Planted while the sandbox runs, it is replaced.
    await new StateFile(path).write({ version: 1 } as TenantState);
    expect((await lstat(path)).isSymbolicLink()).toBe(false);
    expect(await modeOf(path)).toBe("600");
    expect(await readFile(victim, "utf8")).toBe("precious");
    expect(await modeOf(victim)).toBe("644");
  });

  test("E11: does not follow a link without a target", async () => {
    const folder = await newFolder();
    const path = join(folder, "state.json");
    await symlink(join(folder, "elsewhere"), path);
    await expect(startSandbox({ stateFile: path })).rejects.toThrow(/link/);
    expect(await readdir(folder)).toEqual(["state.json"]);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
  });

  test("E11: is replaced in one step: a reader sees the old state or the new one, never a part", async () => {
    const path = join(await newFolder(), "state.json");
    const file = new StateFile(path);
    const state = (count: number): TenantState =>
      ({ version: 1, count, filler: "x".repeat(200_000) }) as unknown as TenantState;
    await file.write(state(0));
    const writes = Promise.all(Array.from({ length: 20 }, (_, count) => file.write(state(count))));
    for (let count = 0; count < 50; count += 1)
      expect(JSON.parse(await readFile(path, "utf8"))).toHaveProperty("filler");
    await writes;
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ count: 19 });
  });
});

describe("keys", () => {
  test("E12: the local CA's key is readable by its owner only, and signs for loopback only, for a short time", async () => {
    openMask();
    const folder = join(await newFolder(), "ca");
    const { cert, caFile } = await localTls(folder);
    expect(await modeOf(folder)).toBe("700");
    expect(await modeOf(join(folder, "ca-key.pem"))).toBe("600");
    const ca = new X509Certificate(await readFile(caFile));
    const leaf = new X509Certificate(cert);
    expect([ca.subject, leaf.issuer]).toEqual(["CN=Auth0 sandbox local CA", "CN=Auth0 sandbox local CA"]);
    expect(ca.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
    // The name constraints' identifier, 2.5.29.30, marked as critical.
    expect(ca.raw.includes(Buffer.from([0x55, 0x1d, 0x1e, 0x01, 0x01, 0xff]))).toBe(true);
    expect(Date.parse(leaf.validTo) - Date.now()).toBeLessThan(31 * 86_400_000);
  });

  test("E12: a folder that was open to others becomes private before a key is stored in it", async () => {
    const folder = join(await newFolder(), "ca");
    await mkdir(folder, { mode: 0o777 });
    await localTls(folder);
    expect(await modeOf(folder)).toBe("700");
  });

  test("E13: two installations share no key or credential", async () => {
    const [one, other] = [join(await newFolder(), "state.json"), join(await newFolder(), "state.json")];
    await keep(one);
    await keep(other);
    const read = async (path: string) => JSON.parse(await readFile(path, "utf8")) as TenantState;
    const secretsOf = ({ secrets, clients }: TenantState): unknown[] => [
      secrets.signingKey.kid,
      secrets.signingKey.privatePem,
      secrets.twilio.authToken,
      secrets.plivo.authToken,
      ...clients.map((client) => client.client_secret),
    ];
    const [mine, theirs] = [secretsOf(await read(one)), secretsOf(await read(other))];
    expect(mine.length).toBeGreaterThan(4);
    for (const secret of mine) expect(theirs).not.toContain(secret);
    const authorities = await Promise.all(
      [await newFolder(), await newFolder()].map(async (folder) => {
        await localTls(folder);
        return readFile(join(folder, "ca-key.pem"), "utf8");
      }),
    );
    expect(authorities[0]).not.toBe(authorities[1]);
  });
});
