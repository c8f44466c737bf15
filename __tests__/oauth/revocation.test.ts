import { describe, expect, test } from "@jest/globals"
import nock from "nock"
import type { AuthenticatedClient } from "../../src/oauth/authenticated-form.ts"
import { revoke } from "../../src/oauth/revocation.ts"
import { failureOf } from "../testbed/units/failure-of.mts"
import { recordingTransport, useNock } from "../testbed/units/wired.mts"

useNock()

const client: AuthenticatedClient = {
  client: { id: "portal", secret: "s3cret" },
  clientAuthentication: "client_secret_post",
  assertionAudience: "https://iam.example/",
}
const token = [
  ["token", "acc3ss"],
  ["token_type_hint", "access_token"],
]

/** Revokes a token at a server with this answer, and returns the form that the server received. */
async function revokeAtServer(
  status: number,
  body: string | object = "",
  changes: Partial<AuthenticatedClient> = {},
) {
  let form: [string, string][] = []
  const transport = recordingTransport()
  nock("https://iam.example")
    .post("/revoke")
    .matchHeader("content-type", "application/x-www-form-urlencoded")
    .reply(status, body)
    .on("request", (_request, _interceptor, sent: string) => {
      form = [...new URLSearchParams(sent)]
    })
  const revocation = revoke(
    { accessToken: "acc3ss", endpoint: "https://iam.example/revoke", from: { ...client, ...changes } },
    transport,
  )
  const failure = await revocation.then(
    () => undefined,
    () => failureOf(revocation),
  )
  return { form, failure, ...transport }
}

describe("the request", () => {
  test("has the client's credentials, the token and its type", async () => {
    const { form, replayable } = await revokeAtServer(200)
    expect(form).toEqual([["client_id", "portal"], ["client_secret", "s3cret"], ...token])
    expect(replayable).toEqual([true])
  })

  test("has a new ID token when the client authenticates with one", async () => {
    const { form } = await revokeAtServer(200, "", { clientAuthentication: "github_id_token" })
    expect(form).toEqual([
      ["client_id", "portal"],
      ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
      ["client_assertion", "an-id-token"],
      ...token,
    ])
  })
})

test.each([
  [200, ""],
  [200, { error: "invalid_token" }],
  [204, ""],
])("%i with %j is a success", async (status, body) =>
  expect((await revokeAtServer(status, body)).failure).toBeUndefined(),
)

test.each<[status: number, body: string | object, failure: object]>([
  [
    400,
    { error: "unsupported_token_type" },
    { code: "oauth_error", evidence: { error: "unsupported_token_type" } },
  ],
  [
    401,
    { error: "invalid_client", error_description: "of s3cret" },
    { evidence: { description: "of s3cret" } },
  ],
  [404, "<h1>Not here</h1>", { code: "http_status", evidence: { title: "Not here" } }],
  [302, "", { code: "http_status", evidence: { status: 302 } }],
])("%i with %j is a failure of the revocation", async (status, body, failure) => {
  const found = (await revokeAtServer(status, body)).failure
  expect(found).toMatchObject(failure)
  expect(found?.evidence).toMatchObject({
    status,
    step: "revocation",
    endpoint: "https://iam.example/revoke",
  })
})

test("the wait that a 503 asks for is reported", async () => {
  nock("https://iam.example").post("/revoke").reply(503, "", { "retry-after": "2" })
  const failure = await failureOf(
    revoke(
      { accessToken: "acc3ss", endpoint: "https://iam.example/revoke", from: client },
      recordingTransport(),
    ),
  )
  expect(failure).toMatchObject({ code: "http_status", evidence: { retryAfter: 2000 } })
})
