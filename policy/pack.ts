import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies.ts";

new PolicyPack("auth0-phone-mfa", { policies: policies() });
