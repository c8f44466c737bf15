// Hints for requests of particular steps that got no answer.
import type { TokenHint } from "./facts.ts"
import { samePath } from "./status.ts"

export const stepHints: TokenHint[] = [
  {
    id: "github-unreachable",
    when: { step: "id_token", code: ["dns", "connection", "tls", "timeout"] },
    cause: "this runner cannot reach GitHub's ID token service, or the service is having problems.",
    remedy:
      "run the job again, and look at githubstatus.com; on a self-hosted runner, make sure that its network, proxy and TLS inspection allow https to *.actions.githubusercontent.com.",
  },
  {
    id: "revocation-slow",
    when: [
      { step: "revocation", code: "timeout", sent: true },
      { step: "revocation", code: "timeout", reason: "no_time" },
    ],
    cause: "the server took longer than the few seconds it has at the end of a job.",
    remedy:
      'there is nothing to do: the token becomes invalid when it expires. If the server is always this slow, set "revoke: never".',
  },
  {
    id: "revocation-refused",
    when: [
      {
        step: "revocation",
        status: [400, 401, 403],
        error: /^(|invalid_client|unauthorized_client|access_denied)$/,
      },
    ],
    cause:
      "the revocation endpoint does not accept this client, although the token endpoint did: it may allow other client authentication methods or other clients.",
    remedy:
      'nothing is broken: the token becomes invalid when it expires. Have revocation allowed for this client at the server, or set "revoke: never".',
  },
  {
    id: "revocation-not-found",
    when: { step: "revocation", code: "http_status", status: /^(3\d\d|404|405|410)$/ },
    cause: "this URL is not the revocation endpoint of the server.",
    remedy:
      'nothing is broken: the token becomes invalid when it expires. Correct "revocation-endpoint"; without it, the one in the metadata of "issuer" is used.',
    suggest: samePath,
  },
  {
    id: "no-time",
    when: { code: "timeout", reason: "no_time" },
    cause: "the server is slow, or discovery needed several attempts.",
    remedy: 'raise "deadline"; or give "token-endpoint" instead of "issuer", which saves the discovery.',
  },
]
