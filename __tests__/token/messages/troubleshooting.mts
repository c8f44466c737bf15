// Generates docs/troubleshooting.md from the tables of codes, hints, input problems and lines of the log.

import { hintFor } from "../../../src/step/messages/hint.ts"
import { stepProblems } from "../../../src/step/messages/input-problems.ts"
import type { TokenHint } from "../../../src/token/messages/hints/facts.ts"
import { hintGroups, hints } from "../../../src/token/messages/hints/index.ts"
import { problems } from "../../../src/token/messages/input-problems.ts"
import { CODES } from "./codes.mts"
import { examples, outcomeOf } from "./corpus.mts"
import { INPUT_PROBLEMS } from "./input-examples.mts"
import { NOTES } from "./notes.mts"

const INTRODUCTION = `# Troubleshooting

A failed step prints one error: what was tried and where, what came back, the likely cause, and what to do. The code of
the failure is in brackets, and the last line links to the section about it.

- Only the API says no: [the step is green, but the API answers 401 or 403](#the-step-is-green-but-the-api-answers-401-or-403).
- You have a code: [error codes](#error-codes).
- You have a sentence of the message: search this page for a few words of it, without names and numbers.
- You have a warning or a notice: [warnings, notices and lines of the log](#warnings-notices-and-lines-of-the-log).
- You provision, and the code is none of these: [the codes of provisioning](provisioning.md#error-codes).

To see more, run the job again with
[debug logging](https://docs.github.com/actions/how-tos/monitor-workflows/enable-debug-logging). It shows the names of
the parameters that were sent, and the status and harmless headers of the answers. It shows no secrets.

## A later step that reads the error

The code is also the output \`error-code\`. The outputs \`error\` and \`error-description\` contain the OAuth error
code and the description that the server sent, if there are any.

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

## The step is green, but the API answers 401 or 403

The server granted a token, and the API does not accept it. Look at the job summary of the step first: it shows what the
token is for and how long it is valid. The same is in the outputs \`token-issuer\`, \`token-audience\`, \`scope\`,
\`subject\` and \`expires-at\`.

**401: the API does not accept the token.**

- *Another API's token.* The audience lacks this API, or has it with another spelling: a slash at the end counts. Set
  \`required-audience\` to what the API expects; then this step fails instead of the API call. Keycloak ignores
  \`audience\`: see [Keycloak](providers.md#keycloak).
- *Another environment's token.* Compare the issuer: a token of the test realm is not valid in production.
- *Too late.* The token has expired. Get it directly before the call, or set \`min-lifetime\` to the seconds that the
  rest of the job needs.
- *Another job's token.* It is revoked when the job that got it ends, and cannot be passed to another job. Get one in
  each job.
- *Not sent.* The header must be \`Authorization: Bearer TOKEN\`; the output \`authorization\` is that value. Check the name
  of the variable (\`env-name\`), and that the call is in the same job.

**403: the API knows who calls, and does not allow it.**

- *The technical user lacks a role* or the permission for this operation. Its administrator has to give it.
- *Another organisation.* The Wallis portal takes the organisation from the header \`organization-id\`.
- *A missing scope.* Set \`scope\`, and \`required-scope\` to notice it here.
- *A firewall or gateway.* The answer is an HTML page, or names an address: have the runner's addresses allowed.

If the audit log of the API has a hash of the token, compare it with the output \`token-sha256\`.`

/** Markdown that shows the text as it is. Links to this repository's documents become relative. */
const shown = (text: string): string =>
  text
    .replace(/[*[\]`<>|]/g, (sign) => ({ "<": "&lt;", ">": "&gt;" })[sign] ?? `\\${sign}`)
    .replace(
      /https:\/\/github\.com\/org\/devportal-token-action\/blob\/v\d+\/docs\/([\w-]+\.md)#([\w-]+)/g,
      "[$1]($1#$2)",
    )
    .replaceAll("\n", " ")
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The anchor that GitHub makes of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-")

function codeSections(): string {
  const sections = Object.entries(CODES).map(([code, { meaning, what, see = [] }]) => {
    const links = see.map((heading) => `[${heading}](#${anchorOf(heading)})`).join(", ")
    return `### \`${code}\`\n\n${meaning}\n\n**What to do:** ${what}${links && `\n\nMessages with this code: ${links}.`}`
  })
  return `## Error codes\n\n${sections.join("\n\n")}`
}

function emptySecrets(): string {
  const { noSecretsForForks, noSecretsForDependabot, noSecretsPassed, noSuchSecret } = stepProblems
  const reasons = [noSecretsForForks, noSecretsForDependabot, noSecretsPassed, noSuchSecret].map(
    (reason) => `- ${reason()}`,
  )
  return `## An empty secret\n\nWhen a secret is empty, the message adds the reason that fits the run:\n\n${reasons.join("\n")}`
}

function inputProblems(): string {
  const sentences = Object.entries(INPUT_PROBLEMS).map(([row, values]) =>
    (problems[row as keyof typeof problems] as (...values: unknown[]) => string)(...values),
  )
  return `## Wrong inputs\n\nOne message lists all problems of the inputs, before anything is sent.\n\n${sentences.map((text) => `- ${shown(text)}`).join("\n")}`
}

/** The sentence of a message that says what came back; the step before it, if that is not the token request. */
function cameBack(message: string): string {
  const [, tried = "", came = ""] = /^(.*?)(?: \w+ https?:\S+)? failed: (.*) \[\w+\]$/m.exec(message) ?? []
  return tried === "Requesting an access token" ? capital(came) : `${tried} failed: ${came}`
}

/** With an example of the sentence that the message adds, if the hint can add one that depends on the request. */
async function hintText(hint: TokenHint): Promise<string> {
  const own = examples.filter(({ hint: id }) => id === hint.id)
  const [example] = own
  if (!example) throw new Error(`no example of "${hint.id}"`)
  const { message } = await outcomeOf(example)
  const [suggestion] = (await Promise.all(own.map(suggestionOf))).filter((text) => text !== undefined)
  return [
    `- **${shown(cameBack(message))}**`,
    `  Likely cause: ${shown(hint.cause)}`,
    `  *What to do:* ${shown(hint.remedy)}`,
    ...(suggestion ? [`  *The message may add, for example:* ${shown(suggestion)}`] : []),
  ].join("<br>\n")
}

async function suggestionOf(example: (typeof examples)[number]): Promise<string | undefined> {
  const { fact } = await outcomeOf(example)
  const { remedy = "" } = hintFor(hints, fact) ?? {}
  const plain = hints.find(({ id }) => id === example.hint)?.remedy ?? ""
  return remedy.length > plain.length ? remedy.slice(plain.length).trim() : undefined
}

async function group({ title, hints: rows }: (typeof hintGroups)[number]): Promise<string> {
  return `## ${title}\n\n${(await Promise.all(rows.map(hintText))).join("\n")}`
}

function notes(): string {
  const lists = Object.entries(NOTES).map(([title, texts]) => {
    const items = texts.map(({ text, meaning }) => `- ${shown(text)}${meaning ? `<br>\n  *${meaning}*` : ""}`)
    return `### ${title}\n\n${items.join("\n")}`
  })
  return `## Warnings, notices and lines of the log\n\nNone of them makes the step fail.\n\n${lists.join("\n\n")}`
}

export async function page(): Promise<string> {
  return `${[
    INTRODUCTION,
    codeSections(),
    emptySecrets(),
    inputProblems(),
    "The lists below are generated from the action's own tables. The examples are answers of real servers, or answers that\ntheir documentation describes. Where several entries could apply, the action shows the first.",
    ...(await Promise.all(hintGroups.map(group))),
    notes(),
  ].join("\n\n")}\n`
}
