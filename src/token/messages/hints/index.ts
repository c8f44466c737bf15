// All hints, in the order in which they are tried.
import { networkHints } from "../../../step/messages/network-hints.ts"
import { answerHints } from "./answers.ts"
import { checkHints } from "./checks.ts"
import type { TokenHint } from "./facts.ts"
import { keycloakHints } from "./keycloak.ts"
import { keycloakGrantHints } from "./keycloak-grants.ts"
import { oauthHints } from "./oauth.ts"
import { rotationHints } from "./rotation.ts"
import { statusHints } from "./status.ts"
import { stepHints } from "./steps.ts"
import { vendorHints } from "./vendors.ts"

/** From the specific to the general. The titles are those of the troubleshooting page. */
export const hintGroups: { title: string; hints: readonly TokenHint[] }[] = [
  { title: "Rotation", hints: rotationHints },
  { title: "Host names, connections, TLS and time", hints: [...stepHints, ...networkHints] },
  { title: "Keycloak", hints: [...keycloakHints, ...keycloakGrantHints] },
  { title: "Entra, Okta, Auth0 and Usage Engine", hints: vendorHints },
  { title: "OAuth errors of any server", hints: oauthHints },
  { title: "HTTP statuses without an OAuth error", hints: statusHints },
  { title: "Answers without a token", hints: answerHints },
  { title: "Checks, ID tokens, discovery and the run itself", hints: checkHints },
]

export const hints: readonly TokenHint[] = hintGroups.flatMap((group) => group.hints)
