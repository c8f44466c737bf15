import { describe, expect, test } from "@jest/globals"
import type { Attempts } from "../../src/http/attempts.ts"
import type { HttpRequest } from "../../src/http/client.ts"
import type { Fields } from "../../src/oauth/grants.ts"
import { requestToken, type TokenRequest } from "../../src/oauth/token-request.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { response, tokenRequest } from "../testbed/units/exchanges.mts"

const endpoint = "https://iam.example/token?tenant=1"

const granted = { access_token: "an-access-token" }

/** Asks once, of a server that gives this answer; tells all that happened, in order. */
async function ask(changes: Partial<TokenRequest>, answer: object = granted) {
  const sent: HttpRequest[] = []
  const events: string[] = []
  const signal = new AbortController().signal
  let tokens = 0
  const attempts: Attempts = {
    run: async ({ replayable }, operation) => {
      events.push(replayable ? "may be replayed" : "must not be replayed")
      return operation(signal)
    },
  }
  const token = requestToken(
    tokenRequest({ endpoint, ...changes }),
    {
      attempts,
      secrets: new Secrets((form) => events.push(`masked ${form}`)),
      idToken: async (given) =>
        `id-token-${++tokens}${given === signal ? "" : " without the attempt's signal"}`,
      send: async (http) => {
        sent.push(http)
        return response({ body: answer })
      },
    },
    async (refreshToken) => {
      events.push(`stored ${refreshToken}`)
    },
  )
  return { token, sent, events, settled: await Promise.allSettled([token]) }
}

const fields = async (changes: Partial<TokenRequest>): Promise<Fields> => [
  ...new URLSearchParams((await ask(changes)).sent[0].body),
]

const client: Fields = [
  ["client_id", "portal"],
  ["client_secret", "s3cret"],
]
const grantType = (value: string): Fields => [["grant_type", value]]
const several = {
  audience: ["https://a.example", "b"],
  resource: ["https://r.example/1", "urn:r2"],
  scope: ["s1", "s2"],
  extraParameters: [["x", "1"]] satisfies Fields,
}
const exchange = "urn:ietf:params:oauth:grant-type:token-exchange"
const bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"
const rest: Fields = [
  ["resource", "https://r.example/1"],
  ["resource", "urn:r2"],
  ["scope", "s1 s2"],
  ["x", "1"],
]

describe("the form of each grant, field by field", () => {
  test.each<[what: string, changes: Partial<TokenRequest>, expected: Fields]>([
    ["client_credentials", {}, [...client, ...grantType("client_credentials")]],
    [
      "client_credentials with everything",
      several,
      [...client, ...grantType("client_credentials"), ["audience", "https://a.example b"], ...rest],
    ],
    [
      "refresh_token",
      { grantType: "refresh_token", refreshToken: "r3fresh" },
      [...client, ["refresh_token", "r3fresh"], ...grantType("refresh_token")],
    ],
    [
      "refresh_token with everything",
      { grantType: "refresh_token", refreshToken: "r3fresh", ...several },
      [
        ...client,
        ["refresh_token", "r3fresh"],
        ...grantType("refresh_token"),
        ["audience", "https://a.example b"],
        ...rest,
      ],
    ],
    [
      "jwt-bearer",
      { grantType: bearer, ...several },
      [
        ...client,
        ["assertion", "id-token-1"],
        ...grantType(bearer),
        ["audience", "https://a.example b"],
        ...rest,
      ],
    ],
    [
      "token-exchange, whose audiences are repeated",
      { grantType: exchange, ...several },
      [
        ...client,
        ["subject_token", "id-token-1"],
        ["subject_token_type", "urn:ietf:params:oauth:token-type:id_token"],
        ...grantType(exchange),
        ["audience", "https://a.example"],
        ["audience", "b"],
        ...rest,
      ],
    ],
    [
      "jwt-bearer of a client that is its ID token: a fresh one for each of the two",
      { grantType: bearer, clientAuthentication: "github_id_token", client: { id: "" } },
      [
        ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
        ["client_assertion", "id-token-2"],
        ["assertion", "id-token-1"],
        ...grantType(bearer),
      ],
    ],
  ])("%s", async (_what, changes, expected) => expect(await fields(changes)).toEqual(expected))
})

describe("the request", () => {
  test("is one POST to the endpoint, query and all", async () => {
    const { sent } = await ask({})
    expect(sent).toEqual([
      {
        method: "POST",
        url: "https://iam.example/token?tenant=1",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: "client_id=portal&client_secret=s3cret&grant_type=client_credentials",
      },
    ])
  })

  test("with client_secret_basic has the header and no client in the form", async () => {
    const { sent } = await ask({ clientAuthentication: "client_secret_basic" })
    expect(sent[0].headers).toHaveProperty("authorization", "Basic cG9ydGFsOnMzY3JldA==")
    expect(sent[0].body).toBe("grant_type=client_credentials")
  })

  test("with an assertion has that masked before it is sent", async () => {
    const { events, sent } = await ask({ clientAuthentication: "client_secret_jwt" })
    const assertion = new URLSearchParams(sent[0].body).get("client_assertion")
    expect(events).toContain(`masked ${assertion}`)
  })

  test.each([
    ["client_credentials", "may be replayed"],
    ["refresh_token", "must not be replayed"],
    [bearer, "may be replayed"],
    [exchange, "may be replayed"],
  ] as const)("of the grant %s %s", async (grantType, replay) =>
    expect((await ask({ grantType })).events).toContain(replay),
  )
})

describe("a new refresh token", () => {
  const renewed = { ...granted, refresh_token: "n3w" }
  const refreshing = { grantType: "refresh_token", refreshToken: "0ld-token" } as const

  test.each<[what: string, changes: Partial<TokenRequest>, answer: object, kept: string[]]>([
    ["is kept", refreshing, { ...granted, refresh_token: "n3w-token" }, ["stored n3w-token"]],
    ["that is the one sent is not kept", refreshing, { ...granted, refresh_token: "0ld-token" }, []],
    ["that is none is not kept", refreshing, granted, []],
    ["that is no usable text is not kept", refreshing, { ...granted, refresh_token: " " }, []],
    ["of any other grant is kept too", {}, { ...granted, refresh_token: "n3w-token" }, ["stored n3w-token"]],
  ])("%s", async (_what, changes, answer, kept) => {
    const { events, token } = await ask(changes, answer)
    expect(events.filter((event) => event.startsWith("stored"))).toEqual(kept)
    expect((await token).refreshToken).toBe(kept[0]?.slice("stored ".length))
  })

  test.each([
    ["lacks an access token", { ...renewed, access_token: undefined, refresh_token: "n3w-token" }],
    ["holds an error", { ...renewed, error: "server_error", refresh_token: "n3w-token" }],
  ])("is masked and kept before an answer fails that %s", async (_what, answer) => {
    const { events, settled } = await ask(refreshing, answer)
    expect(settled[0].status).toBe("rejected")
    expect(events.indexOf("stored n3w-token")).toBeGreaterThan(events.indexOf("masked n3w-token"))
    expect(events).toContain("masked n3w-token")
  })
})
