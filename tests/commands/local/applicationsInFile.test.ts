import { expect, test } from "vitest";
import { applicationsIn } from "../../../commands/local/applicationsInFile.ts";

const file = {
  callbackUrls: [
    "https://app.example.com/cb?x={y}",
    "https://preview-*--site.example.net/cb",
    "https://{organization_name}.example.com/cb",
  ],
};

test("users return to a URL that matches a wildcard, but not to one with a placeholder", () => {
  expect(applicationsIn(file)).toMatchObject([
    {
      callbacks: ["https://app.example.com/cb?x={y}", "https://preview-any--site.example.net/cb"],
      written: file.callbackUrls,
    },
  ]);
});
