import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { plain } from "../../../findings/words/Text.ts";
import {
  between,
  create,
  fixture,
  plivoFixture,
  on,
  options,
  others,
  remove,
  replace,
  review,
  update,
  withInputs,
} from "./fixture.ts";

const linesOf = (changed: ReturnType<typeof review>) => changed.changes.map(({ text }) => plain(text));

describe("a new stack's MFA settings", () => {
  const created = (...ignored: string[]) => {
    const inputs = { policy: "all-applications", phone: { enabled: true, messageTypes: ["sms"] } };
    return linesOf(review([create("Guardian", "mfa", inputs, { ignoreChanges: [...others, ...ignored] })]));
  };

  test("are reported as far as the stack manages them", () => {
    expect(created()).toEqual(["phone factor: on, by SMS", "MFA policy: Always"]);
    expect(created("phone")).toEqual(["MFA policy: Always"]);
    expect(created("policy")).toEqual(["phone factor: on, by SMS"]);
  });
});

describe("changes in the terms of the domain", () => {
  test("omits what stays unchanged", () => {
    expect(linesOf(review(fixture()))).toEqual([]);
  });

  const ownGrants = ["authorization_code", "refresh_token"];
  const grantsWith = (grant: string) => ({ grantTypes: [...ownGrants, grant] });
  test.each<[object, string, string]>([
    [grantsWith("http://auth0.com/oauth/grant-type/mfa-oob"), "grantTypes[2]", "grant-added"],
    [grantsWith("password"), "grantTypes[2]", "client-weaker"],
    [grantsWith("implicit"), "grantTypes[2]", "client-weaker"],
    [{ grantTypes: ["authorization_code"] }, "grantTypes[1]", "grant-removed"],
    [{ oidcConformant: false }, "oidcConformant", "client-weaker"],
    [{ jwtConfiguration: { alg: "PS256" } }, "jwtConfiguration.alg", "client-stronger"],
    [{ jwtConfiguration: { alg: "HS256" } }, "jwtConfiguration.alg", "client-weaker"],
    [{ refreshToken: { rotationType: "non-rotating" } }, "refreshToken.rotationType", "client-weaker"],
    [{ refreshToken: { expirationType: "non-expiring" } }, "refreshToken.expirationType", "client-weaker"],
  ])("an application's change %j is classified by its effect", (wanted, path, event) => {
    const steps = update(fixture(), "Client", "spa", [path], (inputs) => Object.assign(inputs, wanted));
    expect(review(steps).changes.map((one) => one.event)).toEqual([event]);
  });

  test.each([
    [null, undefined, []],
    [null, { "read:all": "All" }, ['token scopes: (empty) → {"read:all":"All"}']],
    [{ "read:all": "All" }, undefined, ['token scopes: {"read:all":"All"} → (empty)']],
  ])(
    "an application's token scopes from %j to %j are reported, unless the provider only records that there are none",
    (before, after, told) => {
      const steps = update(fixture(), "Client", "spa", ["jwtConfiguration.scopes"], () => undefined);
      const scopes = (of: object | null | undefined) => ({ jwtConfiguration: { alg: "RS256", scopes: of } });
      expect(linesOf(review(between(steps, "Client", "spa", scopes(before), scopes(after))))).toEqual(told);
    },
  );

  test.each([
    ["https://app.example.com/other", "url-added", "neutral"],
    ["https://new.example.org", "host-added", "wider"],
    ["http://localhost:3000", "loopback-added", "wider"],
    ["http://app.example.com", "insecure-url-added", "weaker"],
    ["com.example.app://callback", "insecure-url-added", "weaker"],
    ["https://*.example.com", "wildcard-added", "weaker"],
    ["https://preview-*.example.com", "wildcard-added", "weaker"],
    ["https://deploy-preview-*--site.netlify.app", "public-wildcard-added", "weaker"],
    ["https://{organization_name}.example.com", "host-added", "wider"],
  ])("the added callback URL %s is %s, which is %s", (url, event, direction) => {
    const steps = update(fixture(), "Client", "spa", ["callbacks[1]"], (inputs) =>
      Object.assign(inputs, { callbacks: ["https://app.example.com", url] }),
    );
    expect(review(steps).changes).toMatchObject([{ event, direction }]);
  });

  test.each([
    ["http://localhost:5173", "url-added", "neutral"],
    ["http://127.0.0.1:3000", "url-added", "neutral"],
    ["https://app.example.com", "host-added", "wider"],
  ])("the callback URL %s, added to one on this machine, is %s, which is %s", (url, event, direction) => {
    const local = ["http://localhost:3000"];
    const steps = withInputs(fixture(), "Client", "spa", { callbacks: local });
    const changed = update(steps, "Client", "spa", ["callbacks[1]"], (inputs) =>
      Object.assign(inputs, { callbacks: [...local, url] }),
    );
    expect(review(changed).changes).toMatchObject([{ event, direction }]);
  });

  test("a replacement also reports the settings that change", () => {
    const changed = update(fixture(), "PhoneProvider", "sender", ["configuration.defaultFrom"], (inputs) => {
      const configuration = inputs["configuration"] as object;
      inputs["configuration"] = { ...configuration, defaultFrom: "+15550100002" };
    });
    expect(linesOf(review(replace(changed, "PhoneProvider", "sender")))).toEqual([
      "sender replaced: missing for a moment",
      "messages come from: +1 555 010 0001 → +1 555 010 0002",
    ]);
  });

  test.each([
    [false, true, "off", "sender-disabled"],
    [true, false, "on", "sender-enabled"],
  ])("a sender whose disabled changes from %j to %j is turned %s", (was, becomes, word, event) => {
    const changed = update(fixture(), "PhoneProvider", "sender", ["disabled"], () => undefined);
    const steps = between(changed, "PhoneProvider", "sender", { disabled: was }, { disabled: becomes });
    const reviewed = review(steps);
    expect(linesOf(reviewed)).toEqual([`sender turned ${word}`]);
    expect(reviewed.changes.map((one) => one.event)).toEqual([event]);
  });

  test.each([
    ["{{code}} it is", "message-changed", ""],
    ["Hello", "message-without-code", ". Problem: it does not contain the code, {{code}}"],
    [
      "{% if locale contains 'fr' %}{{code}}{% else %}Hello{% endif %}",
      "message-without-code",
      '. Problem: it has no code where locale is "en"',
    ],
    [
      "{% if locale == 'fr' %}{{code}}",
      "message-without-code",
      ". Problem: it can't be parsed: tag {% if locale == 'fr' %} not closed (line 1, column 1)",
    ],
  ])("a message changed to %s is reported as %s", (text, event, more) => {
    const paths = ["content.body.text", "content.body.voice"];
    const steps = update(fixture(), "PhoneNotificationTemplate", "verification", paths, (inputs) => {
      inputs["content"] = { syntax: "liquid", body: { text, voice: text } };
    });
    const reviewed = review(steps);
    expect(reviewed.changes.map((one) => one.event)).toEqual([event]);
    if (more !== "") expect(linesOf(reviewed)).toEqual([expect.stringMatching(/^verification message: /)]);
    expect(linesOf(reviewed)[0]?.endsWith(more)).toBe(true);
  });

  test.each([
    ["{{code}} it is", "message-set"],
    ["[secret]", "message-set"],
    ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", "message-set"],
    ["Hello", "message-without-code"],
    ["{% if locale == 'fr' %}{{code}}{% endif %}", "message-without-code"],
  ])("a message set to %s is checked as far as the preview shows it", (text, event) => {
    const content = { syntax: "liquid", body: { text, voice: text } };
    const inputs = { type: "otp_verify", disabled: false, content };
    const added = create("PhoneNotificationTemplate", "verification", inputs);
    expect(review([added]).changes.map((one) => one.event)).toEqual([event]);
  });

  test.each([
    [
      { hideDiff: ["name"] },
      "diff-hidden",
      "application: changes to name are applied, but previews no longer show them",
    ],
    [{ replaceOnChanges: ["name"] }, "replace-on-change", "application: replaced whenever name changes"],
    [{ protect: true }, "protect-set", "application: protected from deletion"],
  ])("the option %j is reported", (more, event, says) => {
    const [change, ...rest] = review(options(fixture(), "Client", "spa", more)).changes;
    expect(rest).toEqual([]);
    expect(change?.event).toBe(event);
    expect(plain(change?.text ?? [])).toBe(says);
  });

  test("reports whether a secret is replaced, set or removed", () => {
    const token = (before?: string | null, after?: string | null) => {
      const steps = update(fixture(), "PhoneProvider", "sender", ["credentials.authToken"], () => undefined);
      const credentials = (authToken?: string | null) => ({
        credentials: authToken === undefined ? {} : { authToken },
      });
      const { changes } = review(
        between(steps, "PhoneProvider", "sender", credentials(before), credentials(after)),
      );
      return changes.map(({ text, event, direction }) => [plain(text), event, direction]);
    };
    const replaced = ["Twilio Auth Token replaced", "token-replaced", "delivery"];
    expect(token("[secret]", "[secret]")).toEqual([replaced]);
    for (const none of [undefined, null, ""]) {
      expect(token(none, "[secret]")).toEqual([["Twilio Auth Token set", "token-set", "delivery"]]);
      expect(token("[secret]", none)).toEqual([["Twilio Auth Token removed", "token-removed", "neutral"]]);
    }
  });

  test("a hidden list of secrets is reported by the program's names", () => {
    const name = "custom-phone-provider";
    const changed = update(
      plivoFixture(),
      "Action",
      name,
      ["secrets[1].value", "secrets[2].value"],
      () => undefined,
    );
    const hidden = { secrets: "[secret]" };
    const steps = between(changed, "Action", name, hidden, hidden);
    expect(linesOf(review(steps))).toEqual([
      "Plivo Action's secret PLIVO_AUTH_TOKEN replaced",
      "Plivo Action's setting PLIVO_FROM replaced",
    ]);
  });

  test("a Stash of the program itself has no line", () => {
    const own = stashesOfTheProgram();
    expect(own).toEqual(["sender-credentials", "spa-registration", "tenant"]);
    const known = fixture().filter(({ kind }) => kind !== "Stash");
    const made = review([...known, ...own.map((name) => create("Stash", name, { input: "x" }))]);
    expect(linesOf(made)).toEqual([]);
    const gone = own.reduce((steps, name) => remove(steps, "Stash", name), fixture());
    expect(linesOf(review(gone))).toEqual([]);
  });

  test.each([
    ["Stash", "surprise"],
    ["Stash", "tenant-2"],
    ["Resource", "surprise"],
    // The name of one of the program's Actions does not make its code the program's.
    ["Resource", "sender-credentials"],
  ])("a %s that the program does not declare, %s, is reported", (kind, name) => {
    const made = review([
      ...fixture(),
      create(kind, name, { __provider: "exports.handler = () => steal();" }),
    ]);
    expect(linesOf(made)).toEqual([`${kind} ${name} created`]);
    expect(made).toMatchObject({ verdict: "needs attention" });
  });

  test("reports changed options that the engine's output does not show", () => {
    const ignored =
      fixture().find(({ name, kind }) => kind === "Client" && name === "spa")?.after?.ignoreChanges ?? [];
    const steps = options(fixture(), "Client", "spa", {
      ignoreChanges: [...ignored, "callbacks", "logoUri"],
      protect: true,
    });
    expect(linesOf(review(steps))).toEqual([
      "application: Pulumi ignores changes to callbacks after this update",
      "application: Pulumi ignores changes to logoUri after this update",
      "application: protected from deletion",
    ]);
  });

  test("a change without a description, state or value needs attention", () => {
    const unknown = on(fixture(), "Client", "spa", (one) => ({ ...one, op: "transmogrify" }));
    const stateless = on(fixture(), "Client", "spa", (one) => ({ ...one, op: "update", after: undefined }));
    const pathless = on(fixture(), "Client", "spa", (one) => ({ ...one, op: "update" }));
    const unsaid = update(
      fixture(),
      "Client",
      "spa",
      ["name"],
      (inputs) => (inputs["name"] = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
    );
    const foreign = [...fixture(), create("aws:s3/bucket:Bucket", "bucket")];
    for (const steps of [unknown, stateless, pathless, unsaid, foreign]) {
      expect(review(steps).verdict).toBe("needs attention");
      expect(linesOf(review(steps))).toHaveLength(1);
    }
  });
});

/** The names of the Stashes that the program's components make, as index.ts names the components. */
function stashesOfTheProgram(): string[] {
  const components = new URL("../../../components/", import.meta.url);
  return readdirSync(components)
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(new URL(file, components), "utf8");
      const name = file === "Auth0Tenant.ts" ? "tenant" : "spa";
      return [...text.matchAll(/new pulumi\.Stash\(\s*([^\s,]+),/g)].map(([, first = ""]) =>
        first === "name" ? name : first.replaceAll(/["`]/g, "").replace("${name}", name),
      );
    })
    .sort();
}
