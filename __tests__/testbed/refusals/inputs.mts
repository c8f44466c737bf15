// Provisioning, section 1: inputs that cannot be read, contradict one another or are missing.
import { certificates } from "../servers/certificates.mts"
import { having, input, inputs, manifests, type Refusal, texts } from "./refusal.mts"

/** The same problem for each of several values of one input. */
const each = (name: string, values: string[], words: string): Refusal[] =>
  values.flatMap((value) => inputs([`"${name}": ${JSON.stringify(value)}`, { [name]: value }, input(words)]))

const urls = [
  ...inputs(
    ["no api-url", { "api-url": "" }, input('"api-url" is missing: give the base URL of the portal\'s API')],
    [
      "an api-url of blanks",
      { "api-url": " \n" },
      input('"api-url" contains only whitespace: give it a value, or remove the input.'),
    ],
    [
      "a blank in the api-url",
      { "api-url": "https://portal.example/a b" },
      input('"api-url" contains whitespace or a line break'),
    ],
  ),
  ...each(
    "api-url",
    [
      "portal.example/api",
      "//portal.example/api",
      "ftp://portal.example/",
      "https://",
      "https://[::1",
      "api",
    ],
    '"api-url" is not a URL: write it in full, starting with https://.',
  ),
  ...each(
    "api-url",
    ["https://someone@portal.example/", "https://someone:Pw5hD8tQ2x@portal.example/"],
    '"api-url" contains a user name or password before the host',
  ),
  ...each(
    "api-url",
    ["https://portal.example/api?x=1", "https://portal.example/api?"],
    '"api-url" has a ?query, which a base URL cannot have: remove it.',
  ),
  ...each(
    "api-url",
    ["https://portal.example/api#x", "https://portal.example/api#"],
    '"api-url" ends in a #fragment',
  ),
  ...each(
    "api-url",
    [
      "http://portal.example/api",
      "HTTP://PORTAL.EXAMPLE/",
      "http://localhost.portal.example/",
      "http://127.0.0.1.portal.example/",
      "http://10.0.0.1/",
      "http://0.0.0.0/",
    ],
    '"api-url" is a plain http URL, so anyone on the network could read the credentials: use https, or set "allow-http: true"',
  ),
]

const tokens = [
  ...inputs(
    ["a token with a blank", { "access-token": "Bearer x7Kq2" }, input('"access-token" contains whitespace')],
    [
      "a token with an invisible character",
      { "access-token": "x7Kq2\u200bLw9" },
      input('"access-token" contains a character that no token has'),
    ],
    ["a token of blanks", { "access-token": "  " }, input('"access-token" contains only whitespace')],
    [
      "a token for GitHub with a line break, and one of blanks",
      { "github-token": "ghs_a\nb" },
      input('"github-token" contains whitespace or a line break'),
    ],
    ["a token for GitHub of blanks", { "github-token": "\t" }, input('"github-token" contains only')],
  ),
  ...having(
    { env: { DEVPORTAL_ACCESS_TOKEN: "" } },
    inputs([
      "no token at all",
      {},
      input(
        '"access-token" is missing, and the variable DEVPORTAL_ACCESS_TOKEN is not set: run org/devportal-token-action in an earlier step of this job',
      ),
    ]),
  ),
  ...having(
    { env: { DEVPORTAL_ACCESS_TOKEN: " " } },
    inputs(["a variable of blanks", {}, input('"access-token" is missing')]),
  ),
  ...having(
    { env: { DEVPORTAL_ACCESS_TOKEN: "x7Kq2 \u00e4" } },
    inputs(["a variable that is no token", {}, input('"DEVPORTAL_ACCESS_TOKEN" contains a character')]),
  ),
  ...having(
    { env: { DEVPORTAL_ACCESS_TOKEN: "", GITHUB_ACTOR: "dependabot[bot]" } },
    inputs([
      "a secret that Dependabot does not get",
      { "access-token": "" },
      input('"access-token" is missing'),
      input("This run was started by Dependabot, which gets only Dependabot secrets."),
    ]),
  ),
  ...having(
    { inputs: { mode: "apply" } },
    manifests([
      "no token for GitHub, with something to store",
      "robots:\n  - { name: A, store: { secret: A, refreshToken: B } }\n",
      input(
        '"github-token" is missing, and the manifest stores values in GitHub secrets: give a GitHub App token',
      ),
    ]),
  ),
]

/** The action or the connection sets these. */
const reserved = [
  "Authorization",
  "host",
  "Content-Type",
  "content-length",
  "Content-Encoding",
  "Connection",
  "Keep-Alive",
  "Proxy-Authorization",
  "Proxy-Connection",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
  "Expect",
]

const headers = [
  ...reserved.flatMap((name) =>
    inputs([
      `the header ${name}`,
      { headers: `X-A: 1\n${name}: x` },
      input(`"headers" sets "${name}", which this action sets itself: remove that line.`),
    ]),
  ),
  ...inputs(
    [
      "a header without a colon",
      { headers: "X-A: 1\n\nX-B 2" },
      input(
        'Line 3 of "headers" is no header: write "Name: value", one header per line, with visible ASCII characters only.',
      ),
    ],
    [
      "several wrong headers",
      { headers: "Host: x\nX-A: 1\nX B: 2\nx-a: 3" },
      input('"headers" sets "Host", which this action sets itself: remove that line.'),
      input('Line 3 of "headers" is no header'),
      input('"headers" sets "x-a" twice: remove one of the lines.'),
    ],
    ["a header without a name", { headers: ": 2" }, input('Line 1 of "headers" is no header')],
    ["a header with a blank in its name", { headers: "X A: 2" }, input('Line 1 of "headers" is no header')],
    [
      "a header with an umlaut in its name",
      { headers: "X-\u00c4: 2" },
      input('Line 1 of "headers" is no header'),
    ],
    [
      "a header with a control character",
      { headers: "X-A: 1\u0000" },
      input('Line 1 of "headers" is no header'),
    ],
    [
      "a header with a character that no header carries",
      { headers: "X-A: \u20ac" },
      input('Line 1 of "headers" is no header'),
    ],
    [
      "a header without a value, as from a variable that is not set",
      { headers: "organization-id:  " },
      input('"headers" has no value for "organization-id": if it comes from a variable'),
    ],
    [
      "a header twice, in different spelling",
      { headers: "X-A: 1\nx-a: 2" },
      input('"headers" sets "x-a" twice: remove one of the lines.'),
    ],
  ),
  ...texts([
    "no header that the portal needs",
    "portal: wallis\n",
    input(
      '"headers" lacks "organization-id", which Wallis Developer Portal needs: add a line "organization-id: value".',
    ),
  ]),
]

const values = [
  ...each("mode", ["aply", "Plan", "plan apply"], 'which is not an allowed value: use "plan" or "apply".'),
  ...["allow-delete", "fail-on-changes", "allow-http", "summary"].flatMap((name) =>
    each(name, ["yes", "1", "true false"], `"${name}" is `),
  ),
  ...each("timeout", ["0", "301", "1.5", "-1", "1e1", "ten", "0x1"], "give a whole number from 1 to 300."),
  ...each("deadline", ["0", "3601"], "give a whole number from 1 to 3600."),
  ...each("max-attempts", ["0", "11"], "give a whole number from 1 to 10."),
  ...["ca-certificate", "client-certificate"].flatMap((name) =>
    each(name, ["certificate.pem"], `"${name}" cannot be read as PEM`),
  ),
  ...inputs([
    "two places for secrets",
    { "secrets-environment": "production", "secrets-organization": "octo-org" },
    input('"secrets-environment" and "secrets-organization" are both set: remove one.'),
  ]),
  ...each("secrets-environment", [".", ".."], "which is not a name: give the name that the settings show."),
  ...each("secrets-organization", [".."], "which is not a name"),
  ...each("secrets-organization", ["octo org"], '"secrets-organization" contains whitespace'),
  ...each("plan-file", [" "], '"plan-file" contains only whitespace'),
]

const files = [
  ...inputs(
    [
      "a manifest that is not there",
      { manifest: "portals.yml" },
      input(
        '"manifest" is "portals.yml", and there is no such file in the workspace: check the path, and that an earlier step checks out the repository (actions/checkout).',
      ),
    ],
    ["a manifest in a file", { manifest: "portal.yml/a.yml" }, input("there is no such file")],
    [
      "a document that is not there",
      { openapi: "openapi.yml" },
      input('"openapi" is "openapi.yml", and there is no such file in the workspace'),
    ],
    ["a document that is a folder", { openapi: "." }, input('"openapi": the file "." cannot be read')],
  ),
  ...having({ inputs: { manifest: "portals" } }, [
    {
      title: "a folder without manifests",
      files: { "portals/readme.md": "", "portals/.portal.yml": "portal: x", "portals/a/b.yml": "portal: x" },
      problems: [
        input('"manifest" is the folder "portals", which has no *.yml or *.yaml file: check the path.'),
      ],
    },
  ]),
  ...inputs(
    [
      "an approved plan that is not there",
      { mode: "apply", "plan-file": "plan.json" },
      input(
        '"plan-file" is "plan.json", and there is no such file: check the path, and that the artifact was downloaded in this job.',
      ),
    ],
    [
      "an approved plan that is none",
      { mode: "apply", "plan-file": "portal.yml" },
      input('"plan-file" is "portal.yml", which is no plan of this version of the action'),
    ],
  ),
]

const fork = { full_name: "someone/portal" }
const untrusted = input(
  'The portal module "./portal.mjs" is code of the repository, and this run is started by a fork: GitHub gives such runs secrets, so the module is not loaded. Use the event pull_request, or a built-in portal.',
  "portal.yml:1:9",
)
const forks = [
  ...having(
    { eventName: "pull_request_target", event: { pull_request: { head: { repo: fork } } } },
    manifests(["a module of a fork, in pull_request_target", "", untrusted]),
  ),
  ...having(
    { eventName: "pull_request_target", event: { pull_request: { head: { repo: null } } } },
    manifests(["a module of a fork that was deleted, in pull_request_target", "", untrusted]),
  ),
  ...having(
    { eventName: "workflow_run", event: { workflow_run: { head_repository: fork } } },
    manifests(["a module of a fork, in workflow_run", "", untrusted]),
  ),
  ...having(
    { eventName: "workflow_run", event: { workflow_run: { head_repository: fork } } },
    texts([
      "a module of a fork by another spelling of its path",
      "portal: ../portal.mjs\n",
      input('The portal module "../portal.mjs" is code of the repository', "portal.yml:1:9"),
    ]),
  ),
]

export const inputRefusals: Refusal[] = [
  ...urls,
  ...tokens,
  ...headers,
  ...values,
  ...files,
  ...forks,
  ...inputs([
    "several inputs at once, in their order",
    { "api-url": "portal", timeout: "0", mode: "x", headers: "a" },
    input('"api-url" is not a URL'),
    input('Line 1 of "headers"'),
    input('"mode" is'),
    input('"timeout" is'),
  ]),
]

/** Their certificates are made first. */
export const certificateRefusals = async (): Promise<Refusal[]> => {
  const { client } = await certificates()
  return inputs(
    [
      "a key that is none",
      { "client-key": "key.pem", "client-certificate": client.trusted.cert },
      input('"client-key" cannot be read as PEM'),
    ],
    [
      "a client certificate without its key",
      { "client-certificate": client.trusted.cert },
      input('"client-certificate" is set without "client-key": mutual TLS needs both.'),
    ],
    [
      "a key without its certificate",
      { "client-key": client.trusted.key },
      input('"client-key" is set without "client-certificate"'),
    ],
    [
      "a key of another certificate",
      { "client-certificate": client.trusted.cert, "client-key": client.strange.key },
      input('"client-key" is not the private key of "client-certificate"'),
    ],
  )
}
