// What each error code means and what to do, for the troubleshooting page.
import type { ErrorCode } from "../../../src/failure.ts"

interface About {
  meaning: string
  what: string
  /** The headings under which the messages with this code are listed. */
  see?: string[]
}

const NETWORK = "Host names, connections, TLS and time"

export const CODES: Record<Exclude<ErrorCode, "unexpected_answer">, About> = {
  invalid_input: {
    meaning: "The inputs are missing, wrong or contradict each other. Nothing was sent.",
    what: "The message lists every problem, and what to do about each. The most common one is a secret that is empty in this run.",
    see: ["An empty secret", "Wrong inputs"],
  },
  dns: {
    meaning: "A host name could not be resolved. Nothing was sent.",
    what: "Compare the host name in the message with the one that the portal shows. A host that is known only inside a network needs a self-hosted runner there.",
    see: [NETWORK],
  },
  connection: {
    meaning: "A connection was refused, or was closed before the answer was complete.",
    what: "Run the job again. If the message says that a refresh token may be spent, read [An answer that was lost](rotation.md#an-answer-that-was-lost) first.",
    see: [NETWORK],
  },
  tls: {
    meaning: "No trusted TLS connection could be made. Nothing was sent.",
    what: "With a private CA, set `ca-certificate`. Otherwise the certificate of the server has to be corrected.",
    see: [NETWORK],
  },
  timeout: {
    meaning:
      "There was no connection, or no complete answer, within `timeout`; or `deadline` left no time for another attempt.",
    what: "Run the job again. If the server is always slow, raise `timeout` and `deadline`. If no connection could be made, a firewall probably drops the runner's packets.",
    see: [NETWORK],
  },
  http_status: {
    meaning:
      "A status other than 2xx without an OAuth error: from the server, or from a proxy or gateway in front of it.",
    what: "Compare the URL in the message with the server's settings, character by character. With 5xx, run the job again later.",
    see: ["HTTP statuses without an OAuth error", "Keycloak"],
  },
  oauth_error: {
    meaning:
      "The server refused the request and said why, with an OAuth error. The output `error` has its code.",
    what: "Do what the message says. Usually the client secret or the refresh token is wrong, has expired or was replaced.",
    see: ["Keycloak", "Entra, Okta, Auth0 and Usage Engine", "OAuth errors of any server"],
  },
  malformed_response: {
    meaning: "An answer with status 2xx has no usable access token.",
    what: "Check `token-endpoint`: something other than a token endpoint answers there, such as a login page.",
    see: ["Answers without a token"],
  },
  verification_failed: {
    meaning:
      "The token lacks what `required-audience`, `required-scope` or `min-lifetime` requires. It was not exported.",
    what: "Have the server grant it, or correct the input.",
    see: ["Checks, ID tokens, discovery and the run itself"],
  },
  stale_refresh_token: {
    meaning:
      "The secret with the refresh token was written after this run had read it. The old refresh token was not sent.",
    what: "Start a new run, not a re-run. If it happens often, see [A workflow that loses nothing](rotation.md#a-workflow-that-loses-nothing).",
    see: ["Rotation"],
  },
  rotation_failed: {
    meaning:
      "Either the secret for the rotated refresh token could not be inspected, and nothing was sent. Or the new refresh token could not be written.",
    what: "If log and summary show a command, [run it](rotation.md#run-the-command) before anything else: the stored refresh token is spent. Otherwise correct what the message names, and run again.",
    see: ["Rotation"],
  },
  id_token_unavailable: {
    meaning: "GitHub gave this job no ID token.",
    what: "Give the job the permission `id-token: write`. Pull requests from forks never have it.",
    see: ["Checks, ID tokens, discovery and the run itself"],
  },
  discovery_failed: {
    meaning: "The metadata of the issuer is missing or wrong. No credential was sent.",
    what: "Correct `issuer`, or set `token-endpoint` instead.",
    see: ["Checks, ID tokens, discovery and the run itself"],
  },
  cancelled: {
    meaning: "A person, a time limit or a concurrency group cancelled the run.",
    what: "If log and summary show a command, [run it](rotation.md#run-the-command) first. Then run the job again.",
  },
  internal: {
    meaning: "A defect of this action.",
    what: "Please report it, with the log of a run with debug logging.",
  },
}
