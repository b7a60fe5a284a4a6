import type { Rule } from "../Rule.ts";
import { actionWithinLimits } from "./actionWithinLimits.ts";
import { alwaysInProduction } from "./alwaysInProduction.ts";
import { deleteBudget } from "./deleteBudget.ts";
import { factorOnWhileRequired } from "./factorOnWhileRequired.ts";
import { httpsUrls } from "./httpsUrls.ts";
import { neverDelete } from "./neverDelete.ts";
import { noLoopbackInProduction } from "./noLoopbackInProduction.ts";
import { noPlainSecrets } from "./noPlainSecrets.ts";
import { noPurchases } from "./noPurchases.ts";
import { noSecretsInActions } from "./noSecretsInActions.ts";
import { noWildcards } from "./noWildcards.ts";
import { policyNotLowered } from "./policyNotLowered.ts";
import { policyNotRemoved } from "./policyNotRemoved.ts";
import { protectedInProduction } from "./protectedInProduction.ts";
import { senderCoversDelivery } from "./senderCoversDelivery.ts";
import { templatesHoldCode } from "./templatesHoldCode.ts";
import { usableUrls } from "./usableUrls.ts";

/**
 * The rules of the pack: what an application may request, what keeps users from being locked out, and what
 * may be deleted.
 */
export const rules: readonly Rule[] = [
  httpsUrls,
  usableUrls,
  noWildcards,
  noLoopbackInProduction,
  alwaysInProduction,
  policyNotLowered,
  policyNotRemoved,
  factorOnWhileRequired,
  senderCoversDelivery,
  templatesHoldCode,
  noPlainSecrets,
  noSecretsInActions,
  actionWithinLimits,
  protectedInProduction,
  noPurchases,
  deleteBudget,
  neverDelete,
];
