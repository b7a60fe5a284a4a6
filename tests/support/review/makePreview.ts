import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventLogs, previewStack } from "../../../commands/review/command/previewStack.ts";
import type { LocalStack } from "../../../commands/local/localStack.ts";
import type { Ended } from "../../../commands/review/reviewOf.ts";
import { setValues } from "../../../commands/engine/stackFile.ts";
import type { ReviewCase, ReviewVariant } from "../../commands/review/cases/ReviewCase.ts";
import { openTestStack } from "../stack/testStack.ts";
import { managementApi } from "../../../commands/local/localTenant.ts";
import type { RecordedPreview } from "./previews.ts";
import { stable } from "./stable.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

type RawPreview = NonNullable<RecordedPreview["preview"]>;

/** Parts of the program that a case may edit: copies instead of links. */
const editable = ["index.ts", "components", "senders"];

/** The preview of a case, by the real engine on a separate tenant. */
export async function makePreview(fixture: ReviewVariant, one: ReviewCase): Promise<RecordedPreview> {
  const { stack, phoneExperience, sender } = fixture;
  const local = await openTestStack({ stack, phoneExperience, sender, up: one !== fixture.first });
  try {
    await change(local, stack, one);
    return stable(await preview(local, stack, one), local.sandbox.describe());
  } finally {
    await local.close();
  }
}

async function preview(local: LocalStack, stack: string, one: ReviewCase): Promise<RecordedPreview> {
  if (one.destroy) {
    const args = ["destroy", "--preview-only", "--json", "--show-sames"];
    const { code, stdout } = await local.pulumi(args);
    return { succeeded: code === 0, violations: [], preview: JSON.parse(stdout) as RawPreview };
  }
  let printed = "";
  const onPrinted = (stdout: string) => {
    printed = stdout;
  };
  const refresh = one.tenant !== undefined;
  const { succeeded, violations, preview } = await previewOf(local, stack, { onPrinted, refresh });
  const made = { succeeded, violations: [...violations] };
  return preview.steps.length === 0
    ? { ...made, errors: [...preview.errors] }
    : { ...made, preview: JSON.parse(printed) as RawPreview };
}

/** The preview as the command makes it. */
export async function previewOf(
  local: LocalStack,
  stack: string,
  {
    onPrinted = () => undefined,
    refresh = false,
  }: { onPrinted?: (stdout: string) => void; refresh?: boolean } = {},
): Promise<Ended> {
  const env = { ...process.env, ...local.environment, ...eventLogs };
  const pulumi: LocalStack["pulumi"] = async (args, options) => {
    const result = await local.pulumi(args, { env, ...options });
    if (args[0] === "preview") onPrinted(result.stdout);
    return result;
  };
  return previewStack({ pulumi }, local.folder, stack, { refresh });
}

async function change(
  local: LocalStack,
  stack: string,
  { set = {}, setFrom, secrets, edit, tenant }: ReviewCase,
): Promise<void> {
  const description = local.sandbox.describe();
  const of = { description, api: managementApi(description) };
  const values = { ...set, ...(await setFrom?.(of)) };
  await setValues(
    join(local.folder, `Pulumi.${stack}.yaml`),
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`auth0-phone-mfa:${key}`, value])),
  );
  if (secrets) await local.configure({}, await secrets(of));
  await tenant?.(of.api);
  if (edit) await rewrite(local.folder, edit);
}

async function rewrite(folder: string, { file, from, to }: NonNullable<ReviewCase["edit"]>): Promise<void> {
  for (const name of editable) {
    await rm(join(folder, name));
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  const before = await readFile(join(folder, file), "utf8");
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${file} has no ${String(from)} to replace`);
  await writeFile(join(folder, file), after);
}
