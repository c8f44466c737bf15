// `npm start`: both systems end to end. The action is run as GitHub's runner runs it, and a later step uses the token.
import { randomUUID } from "node:crypto"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { runAction } from "../__tests__/testbed/runner/runner.mts"
import { startAuthorizationServer } from "./authorization-server.mts"
import { startPortalApi } from "./portal-api.mts"
import { heading, jobSummary, line, mark, table, title, workflowLog } from "./show.mts"

interface System {
  name: string
  inputs: Record<string, string>
  /** The inputs that a workflow takes from its secrets. */
  secretInputs: string[]
  call: { method: string; path: string; body?: object; fields: string[] }
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
    call: { method: "POST", path: "/bundles", body: { name: "Wallbox" }, fields: ["name", "contractStatus"] },
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
    call: { method: "GET", path: "/usage-metering/v1/meter-types", fields: ["meterTypes", "name", "unit"] },
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
heading(failures.length === 0 ? `Both systems work, in ${seconds} s.` : `Wrong: ${failures.join("; ")}.`)
process.exitCode = failures.length === 0 ? 0 : 1

async function show({ name, inputs, secretInputs, call }: System): Promise<void> {
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
  line(`${call.method} ${call.path}`)
  line(`Authorization: ${masker.mask(authorization)}`)
  const answered = await callApi(call, { authorization })
  check(answered.ok, `${answered.status} ${masker.mask(answered.text)}`)
  const refused = await callApi(call, {})
  check(refused.status === 401, `${refused.status} without the token`)

  title("No secret is visible")
  const secretOutputs = [outputs["access-token"], outputs["refresh-token"]].filter(
    (value) => value !== undefined,
  )
  const open = Object.values(inputs).filter((value) => !secrets.includes(value))
  const leaks = findLeaks(result, [...secrets, ...secretOutputs], open)
  check(leaks.length === 0, "neither in the log, nor in the summary, annotations, arguments or files")
  for (const { form, place } of leaks) line(`${form} in ${place}`)
}

async function callApi({ method, path, body, fields }: System["call"], headers: Record<string, string>) {
  const response = await fetch(api.url + path, {
    method,
    headers: { "organization-id": randomUUID(), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { ok: response.ok, status: response.status, text: JSON.stringify(await response.json(), fields) }
}
