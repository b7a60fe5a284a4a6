import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escaped, maskOf, shown } from "../../../sandbox/auth0/actions/mask.ts";
import { runBody } from "./support.ts";

const secrets = { TOKEN: "tok-8f2a61c09d", ID: "tok-8f2a61c09d-and-more" };

describe("256 characters are kept", () => {
  test("of many lines", async () => {
    const { console } = await runBody(`for (let n = 0; n < 100_000; n += 1) console.info("line", n);`);
    expect(console[0]).toEqual({ level: "info", text: "line 0" });
    expect(console.map(({ text }) => text).join("")).toHaveLength(256);
  });

  test("of megabytes", async () => {
    const { outcome, console } = await runBody(
      `for (let n = 0; n < 20; n += 1) console.log("x".repeat(1e6));`,
    );
    expect(outcome).toBe("completed");
    expect(console).toEqual([{ level: "log", text: "x".repeat(256) }]);
  });

  test("of a secret at the end of the output", async () => {
    const body = `console.log("-".repeat(65_536 - 5) + event.secrets.TOKEN); console.log(("-".repeat(250)) + event.secrets.TOKEN);`;
    const { console } = await runBody(body, {}, { secrets });
    expect(JSON.stringify(console)).not.toContain("tok");
  });
});

describe("no secret is shown", () => {
  test.each([
    ["on the console", "console.log(event.secrets, `at ${event.secrets.TOKEN}`)"],
    ["in an error", "throw new Error(`with ${event.secrets.TOKEN}`)"],
    ["in an error's name", "throw Object.assign(new Error('x'), { name: event.secrets.ID })"],
    ["in a reason", "api.notification.retry(event.secrets.ID)"],
    ["in an address", "await fetch(`https://${event.secrets.TOKEN}.example.com/`)"],
    ["in base64", "console.log(Buffer.from(event.secrets.ID).toString('base64'))"],
    [
      "in an uncaught error",
      "setTimeout(() => { throw new Error(event.secrets.TOKEN) }); await new Promise(() => {})",
    ],
  ])("%s", async (_name, body) => {
    const result = await runBody(body, {}, { secrets });
    const text = JSON.stringify(result);
    expect(text).not.toContain("8f2a61");
    expect(text).not.toContain("and-more");
    expect(text).toContain("[secret]");
  });

  test("regardless of where it is truncated", () => {
    const mask = maskOf(secrets);
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 60 }), (before, after, size) => {
        const text = shown(`${before}${secrets.TOKEN}${after}`, mask, size);
        expect(text).not.toContain("tok-");
        expect(text.length).toBeLessThanOrEqual(size);
      }),
    );
  });
});

test("terminal control characters are shown as text", async () => {
  const { console, error } = await runBody(
    `console.error("\\x1b[2J\\x07\\r\\nFAKE line\\u202e"); throw new Error("\\x1b]0;title\\x07");`,
  );
  expect(console).toEqual([{ level: "error", text: "\\u001b[2J\\u0007\\u000d\\u000aFAKE line\\u202e" }]);
  expect(error?.message).toBe("\\u001b]0;title\\u0007");
  expect(escaped("ä😀")).toBe("ä😀");
});

test("a reason and an error message keep 1024 characters", async () => {
  const { notification, error } = await runBody(`
    api.notification.retry("first");
    api.notification.drop("r".repeat(5000));
    throw new Error("m".repeat(1e6));`);
  expect(notification).toEqual({ kind: "drop", reason: "r".repeat(1024) });
  expect(error?.message).toBe("m".repeat(1024));
});
