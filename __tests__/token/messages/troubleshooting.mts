// Generates docs/troubleshooting.md from the tables of hints, each row with an example of its message.

import type { ErrorCode } from "../../../src/failure.ts"
import { stepProblems } from "../../../src/step/messages/input-problems.ts"
import type { TokenHint } from "../../../src/token/messages/hints/facts.ts"
import { hintGroups } from "../../../src/token/messages/hints/index.ts"
import { examples, outcomeOf } from "./corpus.mts"

/** The meaning of each error code. */
const CODES: Record<Exclude<ErrorCode, "unexpected_answer">, string> = {
  invalid_input: "The inputs are not valid or contradict each other; nothing was sent.",
  dns: "A host name could not be resolved.",
  connection: "A connection was refused, or was closed before the answer was complete.",
  tls: "No trusted TLS connection could be made.",
  timeout: 'No connection, or no complete answer, within "timeout".',
  http_status:
    "A status other than 2xx without an OAuth error, from the server or from a proxy or gateway in front of it.",
  oauth_error: 'An OAuth error, whatever the status; the output "error" has its code.',
  malformed_response: "A 2xx answer without a usable access token.",
  verification_failed:
    'The token lacks what "required-audience", "required-scope" or "min-lifetime" demands.',
  stale_refresh_token:
    "A newer refresh token has been stored since this run read its secrets; nothing was sent.",
  rotation_failed:
    "The secret for the rotated refresh token could not be inspected, and nothing was sent; or it could not be written, and log and summary show the command that writes it.",
  id_token_unavailable: "GitHub gave this job no ID token.",
  discovery_failed: "The issuer's metadata is missing or wrong.",
  cancelled: "The run was cancelled.",
  internal: "A defect of this action.",
}

const INTRODUCTION = `# Troubleshooting

A failed step prints one error: what was tried and where, what came back, the likely cause, and what to do, with the
code of the failure in brackets. The same code is the output \`error-code\`; \`error\` and \`error-description\` have the
OAuth error in the server's own words, if it sent one. With \`continue-on-error: true\` later steps can read them.

\`\`\`yaml
      - id: token
        uses: org/devportal-token-action@v1
        continue-on-error: true
        with:
          token-endpoint: \${{ vars.PORTAL_TOKEN_ENDPOINT }}
          client-id: \${{ vars.PORTAL_CLIENT_ID }}
          client-secret: \${{ secrets.PORTAL_CLIENT_SECRET }}
          refresh-token: \${{ secrets.PORTAL_REFRESH_TOKEN }}
      - if: steps.token.outcome == 'failure'
        run: |
          echo "There is no token: $CODE"
          exit 1
        env:
          CODE: \${{ steps.token.outputs.error-code }}
\`\`\`

To see what was sent, by parameter name, and what came back, by status and harmless headers, run the job again with
[debug logging](https://docs.github.com/actions/how-tos/monitor-workflows/enable-debug-logging). Secrets are not shown
there either.

This page is generated from the action's own tables. The examples are answers of real servers, or answers that their
documentation describes. Where several rows could apply, the action shows the first.`

const cell = (text: string): string =>
  text
    .replace(/docs\/(\w+\.md)/g, "[$1]($1)")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", " ")
const row = (...cells: string[]): string => `| ${cells.map(cell).join(" | ")} |`
const table = (head: string[], rows: string[]): string =>
  [row(...head), `|${" --- |".repeat(head.length)}`, ...rows].join("\n")
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The first sentence of an example's message, without the URL, and without the step if that is the token request. */
async function exampleText(hint: TokenHint): Promise<string> {
  const example = examples.find(({ hint: id }) => id === hint.id)
  if (!example) throw new Error(`no example of "${hint.id}"`)
  const { message } = await outcomeOf(example)
  const [, tried = "", came = ""] = /^(.*?)(?: \w+ https?:\S+)? failed: (.*) \[\w+\]$/m.exec(message) ?? []
  return tried === "Requesting an access token" ? capital(came) : `${tried} failed: ${came}`
}

async function group({ title, hints }: (typeof hintGroups)[number]): Promise<string> {
  const rows = await Promise.all(
    hints.map(async (hint) => row(await exampleText(hint), capital(hint.cause), capital(hint.remedy))),
  )
  return `## ${title}\n\n${table(["What the message says, for example", "Likely cause", "What to do"], rows)}`
}

export async function page(): Promise<string> {
  const codes = Object.entries(CODES).map(([code, meaning]) => row(`\`${code}\``, meaning))
  const { noSecretsForForks, noSecretsForDependabot, noSecretsPassed, noSuchSecret } = stepProblems
  const reasons = [noSecretsForForks, noSecretsForDependabot, noSecretsPassed, noSuchSecret].map(
    (reason) => `- ${reason()}`,
  )
  return `${[
    INTRODUCTION,
    `## Error codes\n\n${table(["Code", "Meaning"], codes)}`,
    `## An empty secret\n\nOne message lists all problems of the inputs, before anything is sent. When a secret is empty, it adds the\nreason that fits the run:\n\n${reasons.join("\n")}`,
    ...(await Promise.all(hintGroups.map(group))),
  ].join("\n\n")}\n`
}
