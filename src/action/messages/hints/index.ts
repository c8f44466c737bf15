// The hints, one row a case: the first that matches a failure gives its likely cause and what to do.
import { answerHints } from "./answers.ts"
import { checkHints } from "./checks.ts"
import { caseOf, type Facts, type Hint } from "./hint.ts"
import { keycloakHints } from "./keycloak.ts"
import { keycloakGrantHints } from "./keycloak-grants.ts"
import { networkHints } from "./network.ts"
import { oauthHints } from "./oauth.ts"
import { rotationHints } from "./rotation.ts"
import { statusHints } from "./status.ts"
import { vendorHints } from "./vendors.ts"

/** From the specific to the general; titles are those of the troubleshooting page. */
export const hintGroups: { title: string; hints: Hint[] }[] = [
  { title: "Rotation", hints: rotationHints },
  { title: "On the way: names, connections, TLS, time", hints: networkHints },
  { title: "Keycloak", hints: [...keycloakHints, ...keycloakGrantHints] },
  { title: "Entra, Okta, Auth0 and Usage Engine", hints: vendorHints },
  { title: "OAuth errors of any server", hints: oauthHints },
  { title: "HTTP statuses without an OAuth error", hints: statusHints },
  { title: "Answers that hold no token", hints: answerHints },
  { title: "Checks, ID tokens, discovery and the run itself", hints: checkHints },
]

/** Cause and remedy of the first row that matches, its suggestion included. */
export function hintFor(facts: Facts): Pick<Hint, "id" | "cause" | "remedy"> | undefined {
  const fact = caseOf(facts)
  const hint = hintGroups.flatMap(({ hints }) => hints).find(({ matches }) => matches(fact))
  const more = hint?.suggest?.(fact)
  return hint && more ? { ...hint, remedy: `${hint.remedy} ${more}` } : hint
}
