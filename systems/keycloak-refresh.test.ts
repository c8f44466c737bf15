// The refresh token of a technical user, as in the Wallis portal, against a real Keycloak: reusable or rotated, and
// each way in which it can fail.
import { beforeAll, describe, expect, test } from "@jest/globals"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { type RunResult, runAction } from "../__tests__/testbed/runner/runner.mts"
import { createRealm, nextSecond, type Realm, rotates, type TechnicalUser } from "./realm.mts"

type Inputs = Record<string, string>

let wallis: Realm
let rotating: Realm

beforeAll(async () => {
  wallis = await createRealm(process.env.KEYCLOAK_URL!, "wallis")
  rotating = await createRealm(process.env.KEYCLOAK_URL!, "rotating", rotates)
})

const inputsOf = (user: TechnicalUser, { tokenEndpoint }: Realm): Inputs => ({
  "token-endpoint": tokenEndpoint,
  "client-id": user.clientId,
  "client-secret": user.clientSecret,
  "refresh-token": user.refreshToken,
})

/** Runs the action, and checks that no secret is visible afterwards. */
async function run(inputs: Inputs): Promise<RunResult> {
  const secrets = [inputs["client-secret"]!, inputs["refresh-token"]!]
  const result = await runAction({ inputs, secrets })
  const results = [result.outputs["access-token"], result.outputs["refresh-token"]].filter(
    Boolean,
  ) as string[]
  expect(findLeaks(result, [...secrets, ...results])).toEqual([])
  return result
}

describe("a realm with reusable refresh tokens", () => {
  test("issues tokens that its userinfo endpoint accepts, repeatedly for one stored refresh token", async () => {
    const user = await wallis.addTechnicalUser()
    for (const _ of ["first run", "second run"]) {
      const { exitCode, outputs, env } = await run(inputsOf(user, wallis))
      expect(exitCode).toBe(0)
      expect(outputs).toMatchObject({
        "token-type": "Bearer",
        // Keycloak's clock may have advanced by a second.
        "expires-in": expect.stringMatching(/^(7200|7199)$/),
        "token-issuer": wallis.issuer,
        subject: user.userId,
        rotated: "true",
      })
      expect(outputs["refresh-token"]).not.toBe(user.refreshToken)
      expect(env.DEVPORTAL_ACCESS_TOKEN).toBe(outputs["access-token"])
      expect((await wallis.userinfo(outputs["access-token"]!)).status).toBe(200)
    }
  })

  test("accepts a refresh token that is not an offline token, too", async () => {
    const user = await wallis.addTechnicalUser("openid")
    expect(await run(inputsOf(user, wallis))).toMatchObject({ exitCode: 0 })
  })
})

describe("a realm that rotates refresh tokens", () => {
  test("returns the next refresh token, which works in the next run", async () => {
    const user = await rotating.addTechnicalUser()
    const { outputs } = await run(inputsOf(user, rotating))
    expect(outputs.rotated).toBe("true")

    await nextSecond()
    const refreshToken = outputs["refresh-token"]!
    const next = await run(inputsOf({ ...user, refreshToken }, rotating))
    expect(next).toMatchObject({ exitCode: 0, outputs: { rotated: "true" } })
  })

  test("refuses a spent refresh token and then also the newest one, and both messages say why", async () => {
    const user = await rotating.addTechnicalUser()
    const { outputs } = await run(inputsOf(user, rotating))

    const replay = await run(inputsOf(user, rotating))
    expectFailure(replay, {
      error: "invalid_grant",
      description: "Maximum allowed refresh token reuse exceeded",
      says: "was used before",
    })
    const newest = await run(inputsOf({ ...user, refreshToken: outputs["refresh-token"]! }, rotating))
    expectFailure(newest, {
      error: "invalid_grant",
      description: "Session doesn't have required client",
      says: "session has ended",
    })
  })

  test("refuses an older refresh token as stale", async () => {
    const user = await rotating.addTechnicalUser()
    let refreshToken = user.refreshToken
    for (const _ of ["first refresh", "second refresh"]) {
      await nextSecond()
      const { outputs } = await run(inputsOf({ ...user, refreshToken }, rotating))
      refreshToken = outputs["refresh-token"]!
    }
    expectFailure(await run(inputsOf(user, rotating)), {
      error: "invalid_grant",
      description: "Stale token",
      says: "was used before",
    })
  })
})

interface Expected {
  code?: string
  error?: string
  description?: string
  /** A text of the message about the cause or the remedy. */
  says: string
}

interface Failing extends Expected {
  inputs: () => Promise<Inputs>
}

const changed = async (changes: Inputs) => ({
  ...inputsOf(await wallis.addTechnicalUser(), wallis),
  ...changes,
})
const after = async (event: (user: TechnicalUser) => Promise<unknown>, scope?: string) => {
  const user = await wallis.addTechnicalUser(scope)
  await event(user)
  return inputsOf(user, wallis)
}

const credentials = "Invalid client or Invalid client credentials"
const failures: Record<string, Failing> = {
  "a wrong client secret": {
    inputs: () => changed({ "client-secret": "not-the-secret" }),
    error: "unauthorized_client",
    description: credentials,
    says: "client secret is wrong",
  },
  "an unknown client": {
    inputs: () => changed({ "client-id": "nobody" }),
    error: "invalid_client",
    description: credentials,
    says: "no enabled client with that id",
  },
  "a wrong realm": {
    inputs: () => changed({ "token-endpoint": wallis.tokenEndpoint.replace("wallis", "wallace") }),
    error: "Realm does not exist",
    says: "no realm of the name",
  },
  "a path without the prefix": {
    inputs: () => changed({ "token-endpoint": wallis.tokenEndpoint.replace("/auth", "") }),
    code: "http_status",
    says: "/auth/realms/wallis/protocol/openid-connect/token",
  },
  "an access token in place of the refresh token": {
    inputs: async () => {
      const user = await wallis.addTechnicalUser()
      const { outputs } = await run(inputsOf(user, wallis))
      return inputsOf({ ...user, refreshToken: outputs["access-token"]! }, wallis)
    },
    error: "invalid_grant",
    description: "Invalid refresh token",
    says: "ACCESS token",
  },
  "another client's refresh token": {
    inputs: async () => changed({ "refresh-token": (await wallis.addTechnicalUser()).refreshToken }),
    error: "invalid_grant",
    description: "Invalid refresh token. Token client and authorized client don't match",
    says: "belongs to a client other than",
  },
  "another realm's refresh token": {
    inputs: async () => changed({ "refresh-token": (await rotating.addTechnicalUser()).refreshToken }),
    error: "invalid_grant",
    description: "Invalid refresh token",
    says: "another realm",
  },
  "a disabled user": {
    inputs: () => after(({ userId }) => wallis.disableUser(userId)),
    error: "invalid_grant",
    description: "User disabled",
    says: "disabled",
  },
  "an ended offline session": {
    inputs: () => after(({ refreshToken }) => wallis.endSession(refreshToken)),
    error: "invalid_grant",
    description: "Offline user session not found",
    says: "the offline session no longer exists",
  },
  "an ended session": {
    inputs: () => after(({ refreshToken }) => wallis.endSession(refreshToken), "openid"),
    error: "invalid_grant",
    description: "Session not active",
    says: "has ended",
  },
}

test.each(Object.entries(failures))("%s fails with its real cause", async (_, { inputs, ...expected }) => {
  expectFailure(await run(await inputs()), expected)
})

function expectFailure({ exitCode, outputs, env, annotations }: RunResult, expected: Expected): void {
  const { code = "oauth_error", error = "", description = "", says } = expected
  expect({ exitCode, outputs, env }).toEqual({
    exitCode: 1,
    outputs: { error, "error-description": description, "error-code": code },
    env: {},
  })
  expect(annotations.error).toEqual([expect.stringContaining(says)])
}
