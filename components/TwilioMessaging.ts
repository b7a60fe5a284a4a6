import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { Auth0Tenant } from "./Auth0Tenant.ts";

export interface TwilioMessagingArgs {
  tenant: Auth0Tenant;
  /** The account that buys the numbers. */
  accountSid: string;
  /** The service's name in Twilio's console. */
  friendlyName: string;
  /** Numbers that the account already has. */
  numbers: { phoneNumber: string; sid: string }[];
  /** Numbers to buy, E.164. */
  buyNumbers: string[];
  /** Whether the bought numbers are protected from being removed from the state. They are never released. */
  protect: boolean;
}

/** The stack's own Messaging Service and the numbers that it sends from. */
export class TwilioMessaging extends pulumi.ComponentResource {
  /**
   * The service's SID, known once all its numbers are attached, because a service without a number can't
   * send.
   */
  readonly serviceSid: pulumi.Output<string>;

  constructor(name: string, args: TwilioMessagingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:TwilioMessaging", name, {}, opts);
    const { tenant, friendlyName, numbers, buyNumbers } = args;

    const service = tenant.own(
      this,
      { protect: false, removal: ["service-removal"] },
      (options) => new twilio.MessagingService(name, { friendlyName }, options),
    );
    // An attachment is named by its number, regardless of its list: a bought number may move to
    // `numbers`.
    const attachments = [
      ...numbers.map(({ phoneNumber, sid }) => this.attach(tenant, service, phoneNumber, sid)),
      ...buyNumbers.map((number) => this.attach(tenant, service, number, this.buy(number, args).sid)),
    ];

    // Resources that use the SID depend on the attachments, so they are created after the attachments and
    // deleted before them.
    this.serviceSid = pulumi
      .all([service.sid, pulumi.all(attachments.map(({ sid }) => sid))])
      .apply(([sid]) => sid);
    this.registerOutputs({ serviceSid: this.serviceSid });
  }

  private attach(
    tenant: Auth0Tenant,
    service: twilio.MessagingService,
    phoneNumber: string,
    sid: pulumi.Input<string>,
  ): twilio.MessagingPhoneNumber {
    const args = { serviceSid: service.sid, sid };
    return tenant.own(
      this,
      { protect: false, removal: ["attachment-removal"] },
      (options) => new twilio.MessagingPhoneNumber(phoneNumber, args, options),
    );
  }

  /** Deleting it would release the number to anyone, so it is only removed from the state. */
  private buy(phoneNumber: string, { accountSid, protect }: TwilioMessagingArgs): twilio.PhoneNumber {
    return new twilio.PhoneNumber(
      phoneNumber,
      { accountSid, phoneNumber },
      { parent: this, protect, retainOnDelete: true },
    );
  }
}
