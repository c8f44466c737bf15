import { describe, expect, test } from "@jest/globals"
import { exchange, grants, jwt, opaque, technicalUser } from "../testbed/runner/scenario.mts"

const inOneHour = Math.floor(Date.now() / 1000) + 3600

describe("the expiry", () => {
  test.each<[what: string, answer: object, seconds: number]>([
    ["is a number in the answer", { ...opaque, expires_in: 900 }, 900],
    ["is a string of digits in the answer", { ...opaque, expires_in: "900" }, 900],
    ["is in both, and the answer counts", { access_token: jwt({ exp: inOneHour }), expires_in: 900 }, 900],
    ["is only in the token", { access_token: jwt({ exp: inOneHour }) }, 3600],
    [
      "is taken from the token when the answer is invalid",
      { access_token: jwt({ exp: inOneHour }), expires_in: "soon" },
      3600,
    ],
  ])("%s", async (_what, answer, seconds) => {
    const { run } = await exchange([grants(answer)])
    const { "expires-in": expiresIn, "expires-at": expiresAt } = run.outputs
    expect(Math.abs(Number(expiresIn) - seconds)).toBeLessThan(60)
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - seconds * 1000)).toBeLessThan(60_000)
    expect(run.exitCode).toBe(0)
  })

  test("is exactly that of the token", async () => {
    const { run } = await exchange([grants({ access_token: jwt({ exp: 2_000_000_000 }) })])
    expect(run.outputs["expires-at"]).toBe("2033-05-18T03:33:20.000Z")
  })

  test.each([undefined, "soon"])(
    "is unknown for an opaque token with expires_in %j: both outputs are empty",
    async (expires_in) => {
      const { run } = await exchange([grants({ access_token: "an-opaque-access-token", expires_in })])
      expect(run).toMatchObject({ exitCode: 0, outputs: { "expires-in": "", "expires-at": "" } })
      expect(run.log).toContain("does not tell how long it is valid")
    },
  )
})

describe("the token type", () => {
  test.each([
    ["bearer", "bearer"],
    [undefined, "Bearer"],
    ["", "Bearer"],
  ])("%j is exported as %j without a notice", async (token_type, expected) => {
    const { run } = await exchange([grants({ ...opaque, token_type })])
    expect(run.outputs).toMatchObject({
      "token-type": expected,
      authorization: `Bearer ${opaque.access_token}`,
    })
    expect(run.annotations.notice).toEqual([])
  })

  test("any other type is exported as sent, with a notice; the authorization is still Bearer", async () => {
    const { run } = await exchange([grants({ ...opaque, token_type: "BearerToken" })])
    expect(run.outputs).toMatchObject({
      "token-type": "BearerToken",
      authorization: `Bearer ${opaque.access_token}`,
    })
    expect(run.annotations.notice).toEqual([
      'The server calls the token type "BearerToken"; the output "authorization" still uses Bearer.',
    ])
  })
})

describe("the granted scope", () => {
  test.each<[what: string, answer: object, expected: string]>([
    ["is that of the answer", { access_token: jwt({ scope: "of the token" }), scope: "a b" }, "a b"],
    ["else that of the token", { access_token: jwt({ scope: "c d" }) }, "c d"],
    ["else the token's scp claim, as at Entra", { access_token: jwt({ scp: "e f" }) }, "e f"],
    ["else the token's scp claim as a list", { access_token: jwt({ scp: ["g", "h"] }) }, "g h"],
    ["else the requested scope", { access_token: "an-opaque-access-token" }, "read write"],
  ])("%s", async (_what, answer, expected) => {
    const { run } = await exchange([grants(answer)], { scope: "read\nwrite" })
    expect(run.outputs.scope).toBe(expected)
  })

  test("is empty when it is unknown", async () => {
    const { run } = await exchange([grants(opaque)])
    expect(run.outputs.scope).toBe("")
  })
})

describe("the output for the refresh token of the answer:", () => {
  test.each([
    ["a new one", "another-refresh-token", "another-refresh-token", "true"],
    ["the one that was sent", technicalUser["refresh-token"], "", "false"],
    ["none", undefined, "", "false"],
  ])("%s", async (_what, refresh_token, output, rotated) => {
    const { run } = await exchange([grants({ ...opaque, refresh_token })], { ...technicalUser, audience: "" })
    expect(run.outputs).toMatchObject({ "refresh-token": output, rotated })
    expect(run.log.includes('set "rotate-secret"')).toBe(rotated === "true")
    expect(run.annotations).toEqual({ error: [], warning: [], notice: [] })
  })
})

describe("the claims", () => {
  test("of a JWT are outputs, with one audience per line", async () => {
    const claims = { iss: "https://iam.example", sub: "technical-user", aud: ["https://a.example", "b"] }
    const { run } = await exchange([grants({ access_token: jwt(claims) })], { audience: "b" })
    expect(run.outputs).toMatchObject({
      "token-issuer": "https://iam.example",
      subject: "technical-user",
      "token-audience": "https://a.example\nb",
    })
  })

  test.each(["an-opaque-access-token", "three.opaque.parts"])(
    "are empty for the opaque token %s, without an error",
    async (access_token) => {
      const { run } = await exchange([grants({ ...opaque, access_token })])
      const {
        "access-token": token,
        subject,
        "token-issuer": issuer,
        "token-audience": audience,
      } = run.outputs
      expect({ token, subject, issuer, audience }).toEqual({
        token: access_token,
        subject: "",
        issuer: "",
        audience: "",
      })
      expect(run.annotations).toEqual({ error: [], warning: [], notice: [] })
    },
  )

  test("cannot inject other outputs", async () => {
    const sub = "x\naccess-token=forged\n::set-output name=forged::x"
    const { run } = await exchange([grants({ access_token: jwt({ sub, aud: application }) })])
    expect(run.outputs.subject).toBe(sub)
    expect(run.outputs["access-token"]).not.toBe("forged")
    expect(run.outputs).not.toHaveProperty("forged")
  })
})

const application = "https://api.digitalroute.io/"

describe("less than was requested is a notice, not a failure", () => {
  test.each<[what: string, answer: object, inputs: Record<string, string>, notice: string | undefined]>([
    [
      "a different audience",
      { access_token: jwt({ aud: "account" }) },
      {},
      `does not include "${application}"`,
    ],
    ["no audience", { access_token: jwt({}) }, {}, `does not include "${application}"`],
    ["the requested audience: no notice", { access_token: jwt({ aud: [application, "b"] }) }, {}, undefined],
    ["an audience that cannot be read: no notice", opaque, {}, undefined],
    ["a narrower scope", { ...opaque, scope: "read" }, { scope: "read write" }, 'the scope "write"'],
    ["a wider scope: no notice", { ...opaque, scope: "read write" }, { scope: "write" }, undefined],
  ])("%s", async (_what, answer, inputs, notice) => {
    const { run } = await exchange([grants(answer)], inputs)
    expect(run.exitCode).toBe(0)
    expect(run.annotations).toMatchObject({ error: [], warning: [] })
    expect(run.annotations.notice).toEqual(notice ? [expect.stringContaining(notice)] : [])
  })
})
