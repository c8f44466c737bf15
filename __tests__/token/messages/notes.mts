// The warnings, notices and lines of the log that may raise a question, for the troubleshooting page.
import { stepLines } from "../../../src/step/messages/lines.ts"
import { lines } from "../../../src/token/messages/log-lines.ts"

interface Note {
  text: string
  /** What is not said in the text itself. */
  meaning?: string
}

const place = { repository: "octo-org/octo-repo", environment: "portal", name: "PORTAL_REFRESH_TOKEN" }
const keycloak = "https://iam.example.com/realms/portal/protocol/openid-connect/token"

export const NOTES: Record<string, Note[]> = {
  Warnings: [
    { text: stepLines.tooShort(["client-secret"]) },
    { text: stepLines.unreadableProxies(["HTTPS_PROXY"]) },
    { text: stepLines.verificationStaysOn },
    { text: lines.revocationMayEndSession },
    { text: lines.noRevocationEndpoint },
    { text: lines.unsavedTitle, meaning: "Run the command in the log before the next run starts." },
    { text: lines.summaryFailed },
    {
      text: "Revoking the access token at https://iam.example.com/revoke failed: …",
      meaning: "The work of the job is done. The token stays valid until it expires.",
    },
  ],
  Notices: [
    { text: lines.audienceIgnored(["developer-portal"], keycloak) },
    { text: lines.scopeNarrowed(["create:meters"]) },
    { text: lines.otherType("BearerToken") },
  ],
  "Lines of the log": [
    { text: stepLines.trimmed(["client-id"]) },
    { text: lines.newRefreshToken },
    { text: lines.sharedByRepositories },
    { text: lines.unknownAge.not_permitted },
    { text: lines.unknownAge.not_told },
    { text: lines.stored(place) },
    { text: lines.storedAfterAll(place) },
    { text: lines.alreadyExpired },
    {
      text: "iam.example.com answered 503. Waiting 1.2 s before attempt 2 of 5.",
      meaning: "A transient fault; the action retries automatically.",
    },
  ],
}
