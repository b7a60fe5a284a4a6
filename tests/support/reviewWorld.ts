import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventLogs, previewStack } from "../../cli/review/previewStack.ts";
import type { LocalStack, Toolchain } from "../../cli/localStack.ts";
import { startLocalStack } from "../../cli/localStack.ts";
import { parsePreview } from "../../review/preview/parsePreview.ts";
import type { Review } from "../../review/Review.ts";
import { reviewOf } from "../../review/reviewOf.ts";
import type { Ended } from "../../review/reviewOf.ts";
import { setValues } from "../../sandbox/engine/stackFile.ts";
import type { Api, ReviewCase, ReviewWorld } from "../review/cases/ReviewCase.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Parts of the program that a case may edit: copies instead of links. */
const editable = ["index.ts", "components", "actions"];

/** A stack on which changes are made, previewed and put back. */
export interface OpenWorld {
  local: LocalStack;
  api: Api;
  up: () => Promise<void>;
  review: (one: ReviewCase) => Promise<Review>;
  /** A text without the values that differ from tenant to tenant. */
  stable: (text: string) => string;
}

export async function openWorld(toolchain: Toolchain, world: ReviewWorld): Promise<OpenWorld> {
  const local = await startLocalStack(toolchain, world);
  for (const name of editable) {
    await rm(join(local.folder, name));
    await cp(join(root, name), join(local.folder, name), { recursive: true });
  }
  const description = local.sandbox.describe();
  const { auth0, twilio, plivo } = description;
  const api: Api = async (method, path, body) => {
    const response = await fetch(`${auth0.plainUrl}/api/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${auth0.managementToken}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    const text = await response.text();
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };

  const review = async (one: ReviewCase): Promise<Review> => {
    const putBack = await change(local, world, one, { description, api });
    try {
      const ended = one.destroy ? await previewDestroy(local) : await previewOf(local, world.stack);
      return reviewOf({ stack: world.stack, ...ended });
    } finally {
      await putBack();
    }
  };
  const up = async (): Promise<void> => {
    const { code, stdout, stderr } = await local.pulumi(["up", "--yes", "--skip-preview"]);
    if (code !== 0) throw new Error(`pulumi up failed:\n${stdout}\n${stderr}`);
  };
  const stable = (text: string): string =>
    text
      .replaceAll(auth0.domain, "tenant.example.com")
      .replaceAll(twilio.accountSid, `AC${"0".repeat(32)}`)
      .replaceAll(twilio.from, "+15550100001")
      .replaceAll(plivo.from, "+15550100002")
      .replaceAll(/\b[A-Za-z0-9]{32}\b/g, (id) => (/^[0-9a-f]{32}$/.test(id) ? id : "CLIENT_ID"));
  return { local, api, up, review, stable };
}

/** The preview as the command makes it. */
export async function previewOf(local: LocalStack, stack: string): Promise<Ended> {
  const env = { ...process.env, ...local.environment, ...eventLogs };
  return previewStack(
    { pulumi: (args, options) => local.pulumi(args, { env, ...options }) },
    local.folder,
    stack,
  );
}

async function previewDestroy(local: LocalStack): Promise<Ended> {
  const { code, stdout } = await local.pulumi(["destroy", "--preview-only", "--json", "--show-sames"]);
  return { preview: parsePreview(stdout), succeeded: code === 0, violations: [] };
}

async function change(
  local: LocalStack,
  { stack }: ReviewWorld,
  { set = {}, setFrom, secrets, edit, tenant }: ReviewCase,
  of: Parameters<NonNullable<ReviewCase["setFrom"]>>[0],
): Promise<() => Promise<void>> {
  const stackFile = join(local.folder, `Pulumi.${stack}.yaml`);
  const before = await readFile(stackFile, "utf8");
  const values = { ...set, ...(await setFrom?.(of)) };
  await setValues(
    stackFile,
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`auth0-phone-mfa:${key}`, value])),
  );
  if (secrets) await local.configure({}, await secrets(of));
  const mend = await tenant?.(of.api);
  const restore = edit && (await rewrite(join(local.folder, edit.file), edit.from, edit.to));
  return async () => {
    await writeFile(stackFile, before);
    await restore?.();
    await mend?.();
  };
}

async function rewrite(file: string, from: string | RegExp, to: string): Promise<() => Promise<void>> {
  const before = await readFile(file, "utf8");
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${file} has no ${String(from)} to replace`);
  await writeFile(file, after);
  return () => writeFile(file, before);
}
