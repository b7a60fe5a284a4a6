import { notFound } from "../errors.ts";
import { authenticatorsOf, removeAuthenticators } from "../mfa/authenticators.ts";
import { maskPhoneNumber } from "../mfa/phoneNumber.ts";
import { noContent, ok, param } from "./endpoint.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import { findUser } from "./users.ts";

/** A user's enrollments, as the dashboard lists them [API: users, get enrollments]. */
function enrollments(call: Call) {
  const user = findUser(call.state, param(call, "id"));
  return ok(
    authenticatorsOf(call.state, user.user_id).map((phone) => ({
      id: phone.id.split("|")[1],
      status: "confirmed",
      type: "SMS",
      name: maskPhoneNumber(phone.phone_number),
      phone_number: maskPhoneNumber(phone.phone_number),
      auth_method: "sms",
      enrolled_at: phone.created_at,
    })),
  );
}

function removeEnrollment(call: Call) {
  const id = param(call, "id");
  const phone = call.state.phoneAuthenticators.find((each) => each.id.endsWith(`|${id}`));
  if (phone === undefined) throw notFound("Enrollment not found", "enrollment_not_found");
  removeAuthenticators(call.state, phone.user_id, phone.id);
  return noContent;
}

function removeAll(call: Call) {
  removeAuthenticators(call.state, findUser(call.state, param(call, "id")).user_id);
  return noContent;
}

function forgetBrowsers(call: Call) {
  const { user_id: id } = findUser(call.state, param(call, "id"));
  call.state.browsers = call.state.browsers.filter((each) => each.user_id !== id);
  return noContent;
}

/** An administrator's operations on a user's second factor: list it, reset it, forget remembered devices. */
export const userFactors: Endpoint[] = [
  { method: "GET", path: "/users/:id/enrollments", scopes: ["read:users"], run: enrollments },
  { method: "DELETE", path: "/users/:id/authenticators", scopes: ["update:users"], run: removeAll },
  {
    method: "POST",
    path: "/users/:id/multifactor/actions/invalidate-remember-browser",
    scopes: ["update:users"],
    run: forgetBrowsers,
  },
  {
    method: "DELETE",
    path: "/guardian/enrollments/:id",
    scopes: ["delete:guardian_enrollments"],
    run: removeEnrollment,
  },
];
