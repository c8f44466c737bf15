// Last step of the end-to-end job: checks the results of the action's steps, and stops the authorization server.
import assert from "node:assert/strict"

type Step = { outputs: Record<string, string>; outcome: "success" | "failure" }

const steps = JSON.parse(process.env.STEPS!) as Record<string, Step>
const { server, wallis, "usage-engine": usageEngine, wrong } = steps as Record<string, Step>

const serverOutputs = server!.outputs
const answer = await fetch(serverOutputs["wallis-introspection-endpoint"]!, {
  method: "POST",
  body: new URLSearchParams({
    client_id: serverOutputs["wallis-client-id"]!,
    client_secret: serverOutputs["wallis-client-secret"]!,
    token: process.env.DEVPORTAL_ACCESS_TOKEN!,
  }),
})
process.kill(Number(serverOutputs.pid))
assert.equal(((await answer.json()) as { active: boolean }).active, true)
assert.equal(process.env.DEVPORTAL_ACCESS_TOKEN, wallis!.outputs["access-token"])
assert.equal(wallis!.outputs["expires-in"], "7200")
assert.equal(wallis!.outputs.rotated, "true")

assert.equal(process.env.USAGE_ENGINE_TOKEN, usageEngine!.outputs["access-token"])
assert.equal(usageEngine!.outputs["token-audience"], serverOutputs["usage-engine-audience"])

assert.equal(wrong!.outcome, "failure")
assert.equal(wrong!.outputs["error-code"], "oauth_error")
assert.equal(wrong!.outputs.error, "invalid_client")
assert.equal(wrong!.outputs["access-token"] ?? "", "")
assert.equal(process.env.NEVER_EXPORTED, undefined)
