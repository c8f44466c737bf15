// Rotation against a real Keycloak that accepts each refresh token once: ten jobs in a row, each with the stored token.
import { expect, test } from "@jest/globals"
import { repositoryWith } from "./exchanges.mts"
import { createRealm, nextSecond, rotates } from "./realm.mts"

test("ten jobs in a row succeed, each with the refresh token that the previous one stored", async () => {
  const realm = await createRealm(process.env.KEYCLOAK_URL!, "rotation", rotates)
  const user = await realm.addTechnicalUser()
  const repository = await repositoryWith(user.refreshToken)
  const seen = new Set([user.refreshToken])

  for (let count = 1; count <= 10; count++) {
    // Keycloak distinguishes tokens by the second of their issue, and GitHub's times have whole seconds.
    await nextSecond()
    const { main } = await repository.job({
      "token-endpoint": realm.tokenEndpoint,
      "client-id": user.clientId,
      "client-secret": user.clientSecret,
    })
    expect({ count, errors: main.annotations.error }).toEqual({ count, errors: [] })
    expect(repository.stored()).toBe(main.outputs["refresh-token"])
    expect((await realm.userinfo(main.outputs["access-token"]!)).status).toBe(200)
    seen.add(repository.stored())
  }
  expect(seen.size).toBe(11)
})
