// First step of the end-to-end job: starts an authorization server that keeps running for the later steps, and puts
// what they need into this step's outputs.
import { fork } from "node:child_process"
import { once } from "node:events"
import { setOutput, setSecret } from "@actions/core"
import { type AuthorizationServer, startAuthorizationServer } from "../../demo/authorization-server.mts"

if (process.send) {
  process.send(await startAuthorizationServer())
  process.disconnect()
} else {
  const server = fork(import.meta.filename, { detached: true, stdio: "ignore" })
  const [{ wallis, usageEngine }] = (await once(server, "message")) as [AuthorizationServer]
  server.unref()

  for (const secret of [wallis.clientSecret, wallis.refreshToken, usageEngine.clientSecret]) setSecret(secret)
  setOutput("pid", server.pid)
  setOutput("wallis-token-endpoint", wallis.tokenEndpoint)
  setOutput("wallis-introspection-endpoint", wallis.introspectionEndpoint)
  setOutput("wallis-client-id", wallis.clientId)
  setOutput("wallis-client-secret", wallis.clientSecret)
  setOutput("wallis-refresh-token", wallis.refreshToken)
  setOutput("usage-engine-token-endpoint", usageEngine.tokenEndpoint)
  setOutput("usage-engine-client-id", usageEngine.clientId)
  setOutput("usage-engine-client-secret", usageEngine.clientSecret)
  setOutput("usage-engine-audience", usageEngine.audience)
}
