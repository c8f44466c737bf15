// All examples of failures, with the message and outputs of each.

import { Failure } from "../../../src/failure.ts"
import type { Facts } from "../../../src/step/messages/hint.ts"
import { failureMessage } from "../../../src/token/messages/failure-message.ts"
import { action } from "./action.mts"
import { between } from "./between.mts"
import type { Example } from "./examples.mts"
import { keycloak } from "./keycloak.mts"
import { network } from "./network.mts"
import { servers } from "./servers.mts"
import { tenServers } from "./ten-servers.mts"
import { vendors } from "./vendors.mts"

export const examples: Example[] = [
  ...network,
  ...keycloak,
  ...servers,
  ...vendors,
  ...tenServers,
  ...between,
  ...action,
]

export interface Outcome {
  message: string
  outputs: Record<string, string>
  fact: Facts
}

export async function outcomeOf({ fail, facts = {}, name }: Example): Promise<Outcome> {
  const failure = await fail().then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(failure instanceof Failure)) throw new Error(`"${name}" ended with ${failure}`)
  const { code, evidence } = failure
  return {
    message: withFixedValues(failureMessage(failure, facts)),
    outputs: {
      "error-code": code,
      error: evidence.error ?? "",
      "error-description": evidence.description ?? "",
    },
    fact: { ...facts, ...evidence, code },
  }
}

/** Replaces the parts that differ between runs and machines. */
const withFixedValues = (message: string): string =>
  message
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replace("(EAI_AGAIN)", "(ENOTFOUND)")
    .replace(/another request at \S+ \S+ UTC/, "another request at 2030-01-01 11:00:00 UTC")
