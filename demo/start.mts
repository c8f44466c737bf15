// `npm start`: both systems end to end. The actions are run as GitHub's runner runs them: the first gets a token, a later
// step uses it, and the second brings the portal into the state that a manifest declares.
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { type RunResult, runAction } from "../__tests__/testbed/runner/runner.mts"
import { startAuthorizationServer } from "./authorization-server.mts"
import { startPortalApi } from "./portal-api.mts"
import { heading, jobSummary, line, mark, table, title, workflowLog } from "./show.mts"

interface System {
  name: string
  inputs: Record<string, string>
  /** The inputs that a workflow takes from its secrets. */
  secretInputs: string[]
  call: { method: string; url: string; fields: string[] }
  /** Whether its API is one that a manifest can provision. */
  isPortal: boolean
}

const started = performance.now()
const authorizationServer = await startAuthorizationServer()
const { wallis, usageEngine } = authorizationServer
const api = await startPortalApi({ portal: { ...wallis, audience: wallis.resource }, usageEngine })

const systems: System[] = [
  {
    name: "Wallis Developer Portal: a technical user's refresh token",
    inputs: {
      "token-endpoint": wallis.tokenEndpoint,
      "client-id": wallis.clientId,
      "client-secret": wallis.clientSecret,
      "refresh-token": wallis.refreshToken,
    },
    secretInputs: ["client-secret", "refresh-token"],
    call: { method: "GET", url: `${api.portalUrl}/products`, fields: ["products", "name", "description"] },
    isPortal: true,
  },
  {
    name: "Usage Engine: client credentials for an audience",
    inputs: {
      "token-endpoint": usageEngine.tokenEndpoint,
      "client-id": usageEngine.clientId,
      "client-secret": usageEngine.clientSecret,
      audience: usageEngine.audience,
    },
    secretInputs: ["client-secret"],
    call: {
      method: "GET",
      url: `${api.url}/usage-metering/v1/meter-types`,
      fields: ["meterTypes", "name", "unit"],
    },
    isPortal: false,
  },
]

const failures: string[] = []
function check(holds: boolean, what: string): void {
  mark(holds, what)
  if (!holds) failures.push(what)
}

for (const system of systems) await show(system)
await Promise.all([api.close(), authorizationServer.close()])

const seconds = ((performance.now() - started) / 1000).toFixed(1)
heading(failures.length === 0 ? `Both systems work, in ${seconds} s.` : `Failed: ${failures.join("; ")}.`)
process.exitCode = failures.length === 0 ? 0 : 1

async function show({ name, inputs, secretInputs, call, isPortal }: System): Promise<void> {
  const secrets = secretInputs.map((input) => inputs[input] ?? "")
  const result = await runAction({ inputs, secrets })
  const { exitCode, outputs, env, masker } = result

  heading(name)
  title("Workflow log")
  workflowLog(`${result.header}\n${result.log}`)
  if (exitCode !== 0) return check(false, `the action ended with exit code ${exitCode}`)
  title("Outputs")
  table(Object.entries(outputs).map(([output, value]) => [output, masker.mask(value)]))
  title("Job summary")
  jobSummary(result.summary)

  title("A later step")
  const authorization = `Bearer ${env.DEVPORTAL_ACCESS_TOKEN}`
  line(`${call.method} ${call.url}`)
  line(`Authorization: ${masker.mask(authorization)}`)
  const answered = await callApi(call, { authorization })
  check(answered.ok, `${answered.status} ${masker.mask(answered.text)}`)
  const refused = await callApi(call, {})
  check(refused.status === 401, `${refused.status} without the token`)

  checkLeaks(result, [...secrets, outputs["access-token"], outputs["refresh-token"]], inputs)
  if (isPortal) await provision(result)
}

function checkLeaks(result: RunResult, values: (string | undefined)[], inputs: Record<string, string>): void {
  title("No secret is visible")
  const secrets = values.filter((value) => value !== undefined)
  const open = Object.values(inputs).filter((value) => !secrets.includes(value))
  const leaks = findLeaks(result, secrets, open)
  check(leaks.length === 0, "neither in the log, nor in the summary, annotations, arguments or files")
  for (const { form, place } of leaks) line(`${form} in ${place}`)
}

/** Plans, applies, and plans again, which finds nothing left to do. */
async function provision({ env, masker }: RunResult): Promise<void> {
  const workspace = {
    "portal.yml": readFileSync("demo/portal.yml", "utf8"),
    "openapi.yaml": readFileSync("demo/portal-openapi.yaml", "utf8"),
  }
  const inputs = {
    "api-url": api.portalUrl,
    openapi: "openapi.yaml",
    headers: `organization-id: ${randomUUID()}`,
  }
  const run = (mode: string) =>
    runAction({
      action: "provision",
      inputs: { ...inputs, mode },
      env,
      workspace,
      secrets: [...masker.masks],
    })

  heading("Provisioning: a file declares the state of the portal")
  title("portal.yml")
  for (const text of workspace["portal.yml"].trimEnd().split("\n")) line(text)
  for (const [mode, changed, what] of [
    ["plan", "true", "the plan shows what is missing, and changes nothing"],
    ["apply", "true", "the App, its subscription and its activation request exist"],
    ["plan", "false", "nothing is left to do"],
  ] as const) {
    const result = await run(mode)
    title(`mode: ${mode}`)
    workflowLog(result.log)
    check(result.exitCode === 0 && result.outputs.changed === changed, what)
    if (mode === "apply") checkLeaks(result, [env.DEVPORTAL_ACCESS_TOKEN], inputs)
  }
}

async function callApi({ method, url, fields }: System["call"], headers: Record<string, string>) {
  const response = await fetch(url, { method, headers: { "organization-id": randomUUID(), ...headers } })
  return { ok: response.ok, status: response.status, text: JSON.stringify(await response.json(), fields) }
}
