// Rotation against a real Keycloak that accepts each refresh token once: ten runs in a row, each with the stored token.
import { expect, test } from "@jest/globals"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { runAction } from "../__tests__/testbed/runner/runner.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import { createRealm, nextSecond, rotates } from "./realm.mts"

const githubToken = "ghs_5nRbW0aKq2TzXc81LmYvHd93"

test("ten runs in a row succeed, each with the refresh token that the previous one stored", async () => {
  const realm = await createRealm(process.env.KEYCLOAK_URL!, "rotation", rotates)
  const user = await realm.addTechnicalUser()
  const run = { id: 4711, attempt: 1, createdAt: 0, startedAt: 0, jobs: [] }
  const github = await gitHubApi({ tokens: { [githubToken]: appToken }, run })
  const api = await startFaultServer([], { handler: github.handler })
  github.store("repository", "PORTAL_REFRESH_TOKEN", { value: user.refreshToken })
  const stored = () => github.stored("repository", "PORTAL_REFRESH_TOKEN")!.value
  const seen = new Set([user.refreshToken])

  for (let count = 1; count <= 10; count++) {
    // Keycloak distinguishes tokens by the second of their issue, and GitHub's times have whole seconds.
    await nextSecond()
    run.createdAt = Date.now()
    const inputs = {
      "token-endpoint": realm.tokenEndpoint,
      "client-id": user.clientId,
      "client-secret": user.clientSecret,
      "refresh-token": stored(),
      "rotate-secret": "PORTAL_REFRESH_TOKEN",
      "github-token": githubToken,
    }
    const result = await runAction({ inputs, env: { GITHUB_API_URL: api.url("") } })
    expect({ count, errors: result.annotations.error }).toEqual({ count, errors: [] })
    expect(stored()).toBe(result.outputs["refresh-token"])
    expect((await realm.userinfo(result.outputs["access-token"]!)).status).toBe(200)
    seen.add(stored())
    expect(findLeaks(result, [...seen, user.clientSecret, githubToken])).toEqual([])
  }
  expect(seen.size).toBe(11)
  await api.close()
})
