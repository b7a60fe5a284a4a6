import type { ActionResult } from "../actions/action.ts";
import type { ActionRuntime } from "../actions/ActionRuntime.ts";
import type { EventType } from "../logs/eventTypes.ts";
import type { TenantLog } from "../logs/tenantLog.ts";
import type { Tenant } from "../tenant.ts";
import { messageEvent } from "./actionEvents.ts";
import type { Delivery, PhoneMessage } from "../mfa/phoneMessage.ts";
import { subjectOf } from "../mfa/phoneMessage.ts";
import { isLegacy, senderOf } from "./sender.ts";
import type { Sender } from "./sender.ts";
import { messageText } from "./templates.ts";
import { sendByTwilio } from "./twilio.ts";
import type { Outbound } from "./twilio.ts";

/** An Action may request up to five retries, in the following minutes. */
const mostTries = 6;
const retryAfterSeconds = 60;
/** In the lifetime of a tenant [configure-sms-voice-notifications-mfa]; here, of the process. */
const mostOwnMessages = 100;

export interface PhoneMessagesOptions {
  tenant: Tenant;
  log: TenantLog;
  actions: ActionRuntime;
  /** The transport for calls to Twilio. */
  outbound: Outbound;
  /** Delivers messages of Auth0's own test sender on legacy tenants. */
  deliverOwn: (message: PhoneMessage, text: string) => void;
}

/** Sends codes to phones with the sender in the tenant's state, and records the result of each. */
export class PhoneMessages {
  readonly #options: PhoneMessagesOptions;
  #ownMessages = 0;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(options: PhoneMessagesOptions) {
    this.#options = options;
  }

  /**
   * Sends one message. The legacy experience waits for the sender and reports a failure. The unified one
   * hands the message over without reporting, so its failures are only in the tenant's log.
   */
  async send(message: PhoneMessage): Promise<Delivery> {
    const { state } = this.#options.tenant;
    if (isLegacy(state)) return this.#attempt(message, 1);
    const by = nameOf(senderOf(state, message.channel));
    this.#inBackground(message, 1);
    return { sent: true, by };
  }

  /**
   * Sends one message and waits for the sender in either experience. A failure is reported to the caller and
   * not retried.
   */
  async trial(message: PhoneMessage): Promise<Delivery> {
    return this.#attempt(message, mostTries);
  }

  #inBackground(message: PhoneMessage, count: number): void {
    const attempt = this.#attempt(message, count);
    this.#underWay.add(attempt);
    void attempt.finally(() => this.#underWay.delete(attempt));
  }

  /** Resolves when no message is in transit; a retry that waits for its minute does not count. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  async #attempt(message: PhoneMessage, count: number): Promise<Delivery> {
    const sender = senderOf(this.#options.tenant.state, message.channel);
    let delivery: Delivery;
    try {
      delivery = await this.#deliver(sender, message, count);
    } catch (error) {
      delivery = { sent: false, reason: error instanceof Error ? error.message : "unknown" };
    }
    this.#writeDown(message, sender, delivery);
    return delivery;
  }

  async #deliver(sender: Sender, message: PhoneMessage, count: number): Promise<Delivery> {
    if (sender.kind === "none") return { sent: false, reason: sender.reason };
    const text = await messageText(this.#options.tenant.state, message);
    if (sender.kind === "twilio") return sendByTwilio(sender, message, text, this.#options.outbound);
    if (sender.kind === "action") return this.#sendByAction(sender, message, text, count);
    if (this.#ownMessages >= mostOwnMessages) {
      return { sent: false, reason: "Auth0's own sender is for tests: its 100 messages are used up." };
    }
    this.#ownMessages += 1;
    this.#options.deliverOwn(message, text);
    return { sent: true, by: "Auth0" };
  }

  async #sendByAction(
    { action, version }: Extract<Sender, { kind: "action" }>,
    message: PhoneMessage,
    text: string,
    count: number,
  ): Promise<Delivery> {
    const { tenant, actions } = this.#options;
    const source = {
      id: version.id,
      code: String(version["code"]),
      secrets: Object.fromEntries(version.secrets.map(({ name, value }) => [name, value])),
      dependencies: action.dependencies.map(({ name, version: wanted }) => ({
        name: String(name),
        version: String(wanted),
      })),
    };
    const handler = isLegacy(tenant.state) ? "onExecuteSendPhoneMessage" : "onExecuteCustomPhoneProvider";
    const result = await actions.run(source, handler, messageEvent(tenant, message, text));
    this.#writeActionDown(action.name, message, result);
    if (result.notification?.kind === "retry") this.#retryLater(message, count);
    return judge(action.name, result);
  }

  #retryLater(message: PhoneMessage, count: number): void {
    if (count >= mostTries) return;
    this.#options.tenant.after(retryAfterSeconds, () => {
      this.#inBackground(message, count + 1);
    });
  }

  #writeDown(message: PhoneMessage, sender: Sender, delivery: Delivery): void {
    const { channel, context, user, purpose } = message;
    const type: EventType = `gd_send_${channel}${delivery.sent ? "" : "_failure"}`;
    const details = { sender: nameOf(sender), purpose, recipient_last_digits: message.number.slice(-4) };
    this.#options.log.write(
      type,
      subjectOf(context, user),
      delivery.sent ? undefined : delivery.reason.replaceAll(message.code, "******"),
      details,
    );
  }

  #writeActionDown(name: string, { context, user, code }: PhoneMessage, result: ActionResult): void {
    if (result.outcome === "completed") return;
    const reason = (result.error?.message ?? result.outcome).replaceAll(code, "******");
    const details = { action: name, outcome: result.outcome, milliseconds: result.milliseconds };
    this.#options.log.write("actions_execution_failed", subjectOf(context, user), reason, details);
  }
}

/** What the result of the Action means for the message. */
function judge(action: string, result: ActionResult): Delivery {
  if (result.outcome !== "completed") {
    return { sent: false, reason: result.error?.message ?? `The Action ended: ${result.outcome}.` };
  }
  if (result.notification === null) return { sent: true, by: `the Action ${action}` };
  return {
    sent: false,
    reason: `The Action asked to ${result.notification.kind}: ${result.notification.reason}`,
  };
}

/** The sender's name for reports. */
function nameOf(sender: Sender): string {
  const names = { twilio: "Twilio", auth0: "Auth0", none: "nobody" };
  return sender.kind === "action" ? `the Action ${sender.action.name}` : names[sender.kind];
}
