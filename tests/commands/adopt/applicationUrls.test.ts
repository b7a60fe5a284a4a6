import { expect, test } from "vitest";
import { findApplications } from "../../../commands/adopt/parts/application.ts";
import { isHeld } from "../../../findings/PartFinding.ts";
import type { Client } from "../../../tenant/readers/clients.ts";

/** The URLs of an application that a stack manages, or why it leaves them unmanaged. */
function urlsOf(change: Partial<Client>, leavesUrls = false) {
  const client = {
    clientId: "abc",
    name: "Shop",
    callbacks: ["https://shop.example.com"],
    logoutUrls: [],
    webOrigins: [],
    ...change,
  } as unknown as Client;
  const found = findApplications([{ name: "spa", client, leavesUrls }]);
  if (!isHeld(found)) throw new Error("an application is held");
  const { manageUrls, callbackUrls, allowWildcards } = found.configuration;
  const shown = found.shown.slice(2).map(({ setting }) => setting);
  return { manageUrls, callbackUrls, allowWildcards, shown, alone: found.alone.slice(0, -1) };
}

test.each([
  ["https://deploy-preview-*--site.netlify.app", true],
  ["https://{organization_name}.example.com/cb", undefined],
  ["https://{custom_domain.metadata.public_app}/cb", undefined],
])("a callback URL such as %s is adopted with its application", (url, allowWildcards) => {
  expect(urlsOf({ callbacks: [url] })).toEqual({
    manageUrls: undefined,
    shown: ["callback URLs", "logout URLs", "web origins"],
    callbackUrls: [url],
    allowWildcards,
    alone: [],
  });
});

test("URLs that the stack file leaves unmanaged stay so", () => {
  expect(urlsOf({}, true)).toEqual({
    manageUrls: false,
    shown: ["URLs managed"],
    callbackUrls: undefined,
    allowWildcards: undefined,
    alone: [{ name: "URLs of Shop", why: "manageUrls is false in the stack file" }],
  });
});

test.each<[Partial<Client>, string]>([
  [
    { callbacks: ["https://Shop.example.com/cb"] },
    "https://Shop.example.com/cb is not in the form that a browser sends, and Auth0 compares URLs character by character (did you mean https://shop.example.com/cb?)",
  ],
  [
    { webOrigins: ["https://shop.example.com/"] },
    "https://shop.example.com/ must be an origin as a browser sends it: no path, no trailing slash (did you mean https://shop.example.com?)",
  ],
  [
    {
      callbacks: ["https://shop.example.com", "https://shop.example.com"],
      webOrigins: ["https://shop.example.com/"],
    },
    "https://shop.example.com is listed twice; https://shop.example.com/ must be an origin as a browser sends it: no path, no trailing slash (did you mean https://shop.example.com?)",
  ],
  [
    { callbacks: ["capacitor://localhost"] },
    "capacitor://localhost is a native application's URL, but this is a single-page application. Register the native one in Auth0 with type Native",
  ],
  [
    { logoutUrls: ["https://user:hunter2@shop.example.com"] },
    "https://…@shop.example.com contains a user name or password (did you mean https://shop.example.com?)",
  ],
  [
    { logoutUrls: ["https://a.example.com", "https://a.example.com"] },
    "https://a.example.com is listed twice",
  ],
  [{ callbacks: [] }, "it has no callback URL"],
])("%j: its URLs are not managed, and the reason is reported", (change, why) => {
  expect(urlsOf(change)).toEqual({
    manageUrls: false,
    callbackUrls: undefined,
    allowWildcards: undefined,
    shown: ["URLs managed"],
    alone: [{ name: "URLs of Shop", why }],
  });
});
