import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const authConfig = `${root}examples/react-spa/src/auth_config.json`;

/** `npm run demo -- ARGS` in a separate process, with its output. */
class Demo {
  readonly process: ChildProcess;
  text = "";
  readonly #ended: Promise<unknown>;
  readonly #listeners = new Set<() => void>();

  constructor(...args: string[]) {
    this.process = spawn(process.execPath, ["commands/demo.ts", ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = once(this.process, "exit");
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream !== null)
        createInterface({ input: stream }).on("line", (line) => {
          this.#take(line);
        });
    }
    onTestFinished(async () => {
      this.process.kill("SIGTERM");
      await this.#ended;
    });
  }

  #take(line: string): void {
    this.text += `${line}\n`;
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when it has printed the text; rejects if it ends without it. */
  async prints(text: string): Promise<void> {
    const printed = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.text.includes(text)) resolve();
      };
      this.#listeners.add(look);
      look();
    });
    await Promise.race([
      printed,
      this.#ended.then(() => {
        if (!this.text.includes(text)) throw new Error(`The demo ended without "${text}":\n${this.text}`);
      }),
    ]);
  }

  async ends(): Promise<number | null> {
    await this.#ended;
    return this.process.exitCode;
  }

  /** The text printed next to a label. */
  at(label: string): string {
    return new RegExp(`^${label} +(\\S+)`, "m").exec(this.text)?.[1] ?? "";
  }
}

/** All processes, with their parents. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  const listed = spawn("ps", ["-e", "-o", "pid=,ppid="], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of listed.stdout) text += String(chunk);
  const pairs = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const direct = pairs.flatMap(([child = 0, parent]) =>
    parent === pid && child !== listed.pid ? [child] : [],
  );
  return [...direct, ...(await Promise.all(direct.map(childrenOf))).flat()];
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("--check runs both guides to the end and writes a report with pictures", async () => {
  const demo = new Demo("--check", "--app-port", "0");
  expect(await demo.ends(), demo.text).toBe(0);
  for (const line of ["Twilio guide", "Plivo guide"]) expect(demo.text).toContain(line);
  expect(demo.text.match(/✓ Type the code: signed in/g)).toHaveLength(2);
  expect(demo.text.match(/✓ Type the code: it works/g)).toHaveLength(2);
  expect(demo.text).not.toContain("✗");
  const file = /Report: (\S+)/.exec(demo.text)?.[1] ?? "";
  const report = await readFile(file, "utf8");
  const pictures = [...report.matchAll(/<img src="([^"]+)"/g)].map((match) => match[1]);
  expect(pictures.length).toBeGreaterThanOrEqual(20);
  expect(await readdir(dirname(file))).toEqual(expect.arrayContaining(pictures));
});

test("serves the sample, Try box, inbox and user, applies a change from another terminal, and shuts down cleanly", async () => {
  // The user's own configuration must be restored afterwards.
  const mine = '{ "domain": "tenant.example.com", "clientId": "mine" }';
  const before = await readFile(authConfig).catch(() => undefined);
  onTestFinished(() =>
    before === undefined ? rm(authConfig, { force: true }) : writeFile(authConfig, before),
  );
  await writeFile(authConfig, mine);
  const demo = new Demo("--app-port", "0");
  await demo.prints("Press Ctrl-C to stop everything");
  const app = demo.at("React sample");
  expect((await fetch(app)).status).toBe(200);
  expect(await (await fetch(`${app}/src/auth_config.json`)).text()).toContain("clientId");
  const tried = await fetch(demo.at("Try box"), { redirect: "manual" });
  expect(tried.headers.get("location")).toContain("/u/login?");
  expect((await fetch(demo.at("Inbox"))).status).toBe(200);
  expect(demo.text).toContain(`✓  callback URLs          ${app}`);

  const other = new Demo("pulumi", "config", "get", "sender");
  // It uses the terminal directly, so its output is not captured; only its exit code can be checked.
  expect(await other.ends()).toBe(0);

  const running = await childrenOf(demo.process.pid);
  demo.process.kill("SIGINT");
  expect(await demo.ends()).toBe(0);
  await expect(fetch(app)).rejects.toThrow();
  await expect(fetch(demo.at("Inbox"))).rejects.toThrow();
  expect(running.filter(isAlive)).toEqual([]);
  expect(await readFile(authConfig, "utf8")).toBe(mine);
  expect(await new Demo("pulumi", "version").ends()).toBe(1);
});

test("reports a port in use before it does anything else", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const demo = new Demo("--app-port", String(port));
  expect(await demo.ends()).toBe(1);
  expect(demo.text.trim().split("\n")).toHaveLength(1);
  expect(demo.text).toContain(`on port ${port}: something else uses it`);
  expect(demo.text).toContain("--app-port");
});
