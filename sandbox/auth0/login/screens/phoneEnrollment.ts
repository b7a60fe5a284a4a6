import type { Context, Hono } from "hono";
import type { HttpEnv } from "../../edge/httpEnv.ts";
import { channelsOf } from "../../mfa/policy.ts";
import { readPhoneNumber } from "../../mfa/phoneNumber.ts";
import { countries, findCountry } from "../countries.ts";
import { challengeScreen } from "../flow.ts";
import type { SignInFlow, UserVisit } from "../flow.ts";
import { readForm } from "../form.ts";
import { sendPage } from "../frames.ts";
import { countryCodesPage } from "../pages/countryCodes.ts";
import { phoneEnrollmentPage } from "../pages/phoneEnrollment.ts";
import type { Fault } from "../texts.ts";

const screens = ["mfa-sms-enrollment", "mfa-voice-enrollment", "mfa-phone-enrollment"] as const;

/** Screens `mfa-sms-enrollment`, `mfa-voice-enrollment`, `mfa-phone-enrollment` and `mfa-country-codes`. */
export function phoneEnrollmentScreens(router: Hono<HttpEnv>, flow: SignInFlow): void {
  for (const screen of screens) {
    router.get(`/${screen}`, (c) => whileEnrolling(c, flow, (visit) => show(flow, visit)));
    router.post(`/${screen}`, (c) => whileEnrolling(c, flow, (visit) => submit(c, flow, visit)));
  }
  router.get("/mfa-country-codes", (c) => whileEnrolling(c, flow, (visit) => showCountries(flow, visit)));
  router.post("/mfa-country-codes", (c) => whileEnrolling(c, flow, (visit) => pickCountry(c, flow, visit)));
}

/** Only for users without a phone: for others, an enrollment would bypass the existing phone. */
function whileEnrolling(
  c: Context<HttpEnv>,
  flow: SignInFlow,
  run: (visit: UserVisit) => Promise<Response>,
): Promise<Response> {
  return flow.visitWithUser(c, (visit) => {
    const { kind } = flow.steps.decide(visit.user, undefined);
    return kind === "enroll" ? run(visit) : flow.proceed(visit);
  });
}

function show(flow: SignInFlow, visit: UserVisit, fault?: Fault): Promise<Response> {
  const { transaction } = visit;
  const { tenant } = flow.services;
  const page = phoneEnrollmentPage({
    ...flow.secondFactorFrame(visit, fault),
    screen: flow.enrollmentScreen(),
    country: findCountry(transaction.country) ?? { id: "US", name: "United States", callingCode: "1" },
    phone: transaction.typedPhone,
    channels: channelsOf(tenant.state),
    digits: tenant.state.guardian.otp.phone.otp_length,
  });
  return sendPage(visit.c, tenant, page, { clientId: transaction.context.clientId, fault });
}

async function submit(c: Context<HttpEnv>, flow: SignInFlow, visit: UserVisit): Promise<Response> {
  const { transaction, user } = visit;
  const field = await readForm(c);
  transaction.typedPhone = field("phone").slice(0, 64);
  if (field("action") === "pick-country-code") return flow.goTo(visit, "mfa-country-codes");
  const read = readPhoneNumber(field("phone"), transaction.country);
  if ("fault" in read) return show(flow, visit, read.fault);
  const asked =
    field("type") === "voice" || flow.enrollmentScreen() === "mfa-voice-enrollment" ? "voice" : "sms";
  const fault = await flow.steps.enroll(transaction, user, read.number, asked);
  return fault === undefined ? flow.goTo(visit, challengeScreen(transaction)) : show(flow, visit, fault);
}

function showCountries(flow: SignInFlow, visit: UserVisit): Promise<Response> {
  const { tenant } = flow.services;
  const { transaction } = visit;
  const page = countryCodesPage({
    ...flow.frame(visit),
    countries,
    selected: transaction.country,
    back: flow.enrollmentScreen(),
  });
  return sendPage(visit.c, tenant, page, { clientId: transaction.context.clientId });
}

async function pickCountry(c: Context<HttpEnv>, flow: SignInFlow, visit: UserVisit): Promise<Response> {
  const field = await readForm(c);
  const country = findCountry(field("country"));
  if (country !== undefined) visit.transaction.country = country.id;
  return flow.goTo(visit, flow.enrollmentScreen());
}
