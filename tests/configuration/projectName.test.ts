import { expect, test } from "vitest";
import { projectNameFault } from "../../configuration/projectName.ts";

test.each(["auth0", "twilio", "plivo", "pulumi"])("a project can't be named %s", (name) => {
  expect(projectNameFault(name)).toMatch(
    new RegExp(`^The project is named "${name}", .* such as acme-${name}, and rename the keys`),
  );
  expect(projectNameFault(`acme-${name}`)).toBeUndefined();
});
