import { expect, test } from "vitest";
import { isOfThisMachine } from "../../examples/react-spa/src/isOfThisMachine.ts";

// The sample shows no picture of such a tenant's users: the picture is on the internet.
test.each([
  "localhost",
  "localhost:8443",
  "LocalHost:8443",
  "127.0.0.1:8443",
  "[::1]:8443",
  "https://localhost",
  "https://localhost/",
  "http://localhost:3000/",
])("%s is of this machine", (domain) => {
  expect(isOfThisMachine(domain)).toBe(true);
});

test.each([
  "",
  "acme.eu.auth0.com",
  "localhost.example.com",
  "login.localhost.example.com",
  "127.0.0.1.nip.io",
  "https://acme.eu.auth0.com/localhost",
])("%j is not", (domain) => {
  expect(isOfThisMachine(domain)).toBe(false);
});
