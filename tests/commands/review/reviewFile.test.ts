import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { reviewFile } from "../../../commands/review/command/reviewStacks.ts";

const urn = "urn:pulumi:dev::acme::pulumi:pulumi:Stack::acme-dev";
const preview = JSON.stringify({ steps: [{ op: "same", urn }], changeSummary: { same: 1 } }, null, 4);

async function reviewed(content: string | Buffer, stack?: string) {
  const folder = await mkdtemp(join(tmpdir(), "review-file-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "preview.json");
  await writeFile(file, content);
  return reviewFile(file, stack);
}

describe("a preview is found within other output", () => {
  test.each<[string, string | Buffer]>([
    ["the bare object", preview],
    ["the object on one line", JSON.stringify(JSON.parse(preview))],
    ["npm run's own lines", `\n> acme@1.0.0 pulumi\n> node pulumi.ts preview --json\n\n${preview}\n`],
    ["warnings of the engine, before and after", `warning: a new version is out\n${preview}\nDone.\n`],
    ["a terminal's colors", `\u001b[1mPreviewing\u001b[0m\n\u001b[33m${preview}\u001b[0m\n`],
    [
      "script's lines",
      `Script started on 2026-11-29\r\n${preview.replaceAll("\n", "\r\n")}\r\nScript done\r\n`,
    ],
    ["what Pulumi asks a terminal", `\u001b]11;?\u001b\\\u001b[6n${preview}`],
    ["a terminal's link", `\u001b]8;;https://a.example\u0007more\u001b]8;;\u0007\n${preview}`],
    [
      "a workflow's log",
      preview
        .split("\n")
        .map((line, at) => `2026-11-29T06:50:0${at % 10}.1234567Z ${line}`)
        .join("\n"),
    ],
    ["logs that are JSON too", `{"level":"info","message":"start"}\n${preview}\n{"level":"info"}\n`],
    ["a block of Markdown", `Preview:\n\`\`\`json\n${preview}\n\`\`\`\n`],
    ["a byte order mark", `\ufeff${preview}`],
    ["UTF-16, as PowerShell redirects", Buffer.from(`\ufeff${preview}`, "utf16le")],
  ])("%s", async (_, content) => {
    const review = await reviewed(content);
    expect(review).toEqual(await reviewed(preview));
    expect(review).toMatchObject({ stack: "dev", failure: [] });
  });
});

test.each<[string, string, RegExp]>([
  ["nothing", "", /it contains no JSON object\. Fix: pulumi preview --json/],
  ["a preview for people", "Previewing update (dev)\n + create\n", /no JSON object/],
  ["two previews", `${preview}\n${preview}\n`, /it contains 2 previews\. Fix/],
  [
    "two previews on lines of their own",
    `${JSON.stringify(JSON.parse(preview))}\n${preview}`,
    /it contains 2 previews/,
  ],
  ["half of one", preview.slice(0, 40), /its JSON object is incomplete or damaged\. Fix/],
  ["a list", "[]", /not the output of pulumi preview --json/],
  ["an empty preview", '{"steps": []}', /not the output of pulumi preview --json/],
  [
    "the export of a state",
    '{"version": 3, "deployment": {"resources": []}}',
    /not the output of pulumi preview/,
  ],
  ["another document", '{"steps": 1}', /not the output of pulumi preview --json/],
])("%s is rejected, with the command that produces a preview", async (_, content, says) => {
  await expect(reviewed(content)).rejects.toThrow(says);
});

test.each<[string, string | undefined, string]>([
  [
    "/nope",
    "dev",
    "there is no such file. Fix: pulumi preview --json --show-sames --stack dev > preview.json",
  ],
  [tmpdir(), undefined, "it can't be read (EISDIR). Fix: pulumi preview --json --show-sames > preview.json"],
])("the file %s of stack %s can't be reviewed", async (file, stack, says) => {
  await expect(reviewFile(file, stack)).rejects.toThrow(`Failed to review ${file}: ${says}`);
});

test("a preview of a different stack is rejected", async () => {
  await expect(reviewed(preview, "prod")).rejects.toThrow('it is a preview of stack "dev", not "prod"');
});

describe("a failed preview", () => {
  const failed = (...messages: string[]) =>
    JSON.stringify({
      ...(JSON.parse(preview) as object),
      diagnostics: messages.map((message) => ({ severity: "error", message })),
    });

  test("that does not say why may have been stopped by a rule, which the review says", async () => {
    const { failure, verdict } = await reviewed(failed("error: preview failed\n"));
    expect(verdict).toBe("unknown");
    expect(failure).toEqual([
      "the file does not say why the preview failed; a policy rule may have stopped it, which only a review without --preview can report. Fix: npm run review -- --stack dev",
    ]);
  });

  test("that says why is reported with its reason", async () => {
    const { failure } = await reviewed(failed("error: preview failed\n", "error: no such host\n"));
    expect(failure).toEqual(["no such host"]);
  });
});
