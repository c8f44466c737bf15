import { describe, expect, test } from "@jest/globals"
import type { Attempts } from "../../src/http/attempts.ts"
import type { HttpRequest } from "../../src/http/client.ts"
import type { Fields } from "../../src/oauth/grants.ts"
import { requestToken, type TokenRequest } from "../../src/oauth/token-request.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { response, tokenRequest } from "../testbed/units/exchanges.mts"

const endpoint = "https://iam.example/token?tenant=1"

const granted = { access_token: "an-access-token" }

/** Sends one request to a server with this answer, and records what happens, in order. */
async function sendOnce(changes: Partial<TokenRequest>, answer: object = granted) {
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
    {
      beforeSending: async () => {},
      async store(refreshToken) {
        events.push(`stored ${refreshToken}`)
      },
    },
  )
  return { token, sent, events, settled: await Promise.allSettled([token]) }
}

const fields = async (changes: Partial<TokenRequest>): Promise<Fields> => [
  ...new URLSearchParams((await sendOnce(changes)).sent[0].body),
]

const client: Fields = [
  ["client_id", "portal"],
  ["client_secret", "s3cret"],
]
const grantType = (value: string): Fields => [["grant_type", value]]
const allParameters = {
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
      "client_credentials with all parameters",
      allParameters,
      [...client, ...grantType("client_credentials"), ["audience", "https://a.example b"], ...rest],
    ],
    [
      "refresh_token",
      { grantType: "refresh_token", refreshToken: "r3fresh" },
      [...client, ["refresh_token", "r3fresh"], ...grantType("refresh_token")],
    ],
    [
      "refresh_token with all parameters",
      { grantType: "refresh_token", refreshToken: "r3fresh", ...allParameters },
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
      { grantType: bearer, ...allParameters },
      [
        ...client,
        ["assertion", "id-token-1"],
        ...grantType(bearer),
        ["audience", "https://a.example b"],
        ...rest,
      ],
    ],
    [
      "token-exchange, with one field per audience",
      { grantType: exchange, ...allParameters },
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
      "jwt-bearer of a client that authenticates with an ID token: a new ID token for each purpose",
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
  test("is one POST to the endpoint, including its query", async () => {
    const { sent } = await sendOnce({})
    expect(sent).toEqual([
      {
        method: "POST",
        url: "https://iam.example/token?tenant=1",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: "client_id=portal&client_secret=s3cret&grant_type=client_credentials",
      },
    ])
  })

  test("with client_secret_basic has the header, and no client in the form", async () => {
    const { sent } = await sendOnce({ clientAuthentication: "client_secret_basic" })
    expect(sent[0].headers).toHaveProperty("authorization", "Basic cG9ydGFsOnMzY3JldA==")
    expect(sent[0].body).toBe("grant_type=client_credentials")
  })

  test("with an assertion has the assertion masked", async () => {
    const { events, sent } = await sendOnce({ clientAuthentication: "client_secret_jwt" })
    const assertion = new URLSearchParams(sent[0].body).get("client_assertion")
    expect(events).toContain(`masked ${assertion}`)
  })

  test.each([
    ["client_credentials", "may be replayed"],
    ["refresh_token", "must not be replayed"],
    [bearer, "may be replayed"],
    [exchange, "may be replayed"],
  ] as const)("of the grant %s %s", async (grantType, replay) =>
    expect((await sendOnce({ grantType })).events).toContain(replay),
  )
})

describe("a new refresh token", () => {
  const renewed = { ...granted, refresh_token: "n3w" }
  const refreshing = { grantType: "refresh_token", refreshToken: "0ld-token" } as const

  test.each<[what: string, changes: Partial<TokenRequest>, answer: object, stored: string[]]>([
    ["is stored", refreshing, { ...granted, refresh_token: "n3w-token" }, ["stored n3w-token"]],
    ["that equals the old one is not stored", refreshing, { ...granted, refresh_token: "0ld-token" }, []],
    ["that is missing is not stored", refreshing, granted, []],
    ["that is blank is not stored", refreshing, { ...granted, refresh_token: " " }, []],
    [
      "of any other grant is stored too",
      {},
      { ...granted, refresh_token: "n3w-token" },
      ["stored n3w-token"],
    ],
  ])("%s", async (_what, changes, answer, stored) => {
    const { events, token } = await sendOnce(changes, answer)
    expect(events.filter((event) => event.startsWith("stored"))).toEqual(stored)
    expect((await token).refreshToken).toBe(stored[0]?.slice("stored ".length))
  })

  test.each([
    ["lacks an access token", { ...renewed, access_token: undefined, refresh_token: "n3w-token" }],
    ["holds an error", { ...renewed, error: "server_error", refresh_token: "n3w-token" }],
  ])("is masked and then stored even if the answer %s", async (_what, answer) => {
    const { events, settled } = await sendOnce(refreshing, answer)
    expect(settled[0].status).toBe("rejected")
    expect(events.indexOf("stored n3w-token")).toBeGreaterThan(events.indexOf("masked n3w-token"))
    expect(events).toContain("masked n3w-token")
  })
})
