import { describe, expect, test } from "@jest/globals"
import {
  application,
  exchange,
  expectFailure,
  grants,
  opaque,
  technicalUser,
} from "../testbed/runner/scenario.mts"

/** The fields of the only request, without those of client authentication and grant type. */
async function fieldsSent(inputs: Record<string, string>): Promise<[string, string][]> {
  const { run, server } = await exchange([grants(opaque)], inputs)
  expect(run.annotations.error).toEqual([])
  expect(server.requests).toHaveLength(1)
  return server.requests[0].fields.slice(3)
}

const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange"

describe("besides the credentials, the request contains", () => {
  test.each<[what: string, inputs: Record<string, string>, fields: [string, string][]]>([
    ["nothing that is not in the inputs", { audience: "", resource: "urn:a" }, [["resource", "urn:a"]]],
    ["several audiences in one parameter", { audience: "urn:a\n\n urn:b \n" }, [["audience", "urn:a urn:b"]]],
    [
      "each resource in a separate parameter",
      { audience: "", resource: "https://a.example/x\nurn:b" },
      [
        ["resource", "https://a.example/x"],
        ["resource", "urn:b"],
      ],
    ],
    ["the scopes, separated by one blank", { audience: "", scope: " a\n b   c" }, [["scope", "a b c"]]],
    [
      "extra parameters as they are written, after all others",
      { "extra-parameters": "organization = org_1 \nempty=\nwith=a=b&c", scope: "s" },
      [
        ["audience", application.audience],
        ["scope", "s"],
        ["organization", "org_1"],
        ["empty", ""],
        ["with", "a=b&c"],
      ],
    ],
  ])("%s", async (_what, inputs, fields) => expect(await fieldsSent(inputs)).toEqual(fields))
})

describe("the grant type", () => {
  test.each<[what: string, inputs: Record<string, string>, sent: [string, string][]]>([
    [
      "client_credentials does not send a refresh token that is set",
      { ...technicalUser, "grant-type": "client_credentials" },
      [
        ["grant_type", "client_credentials"],
        ["audience", application.audience],
      ],
    ],
    [
      "refresh_token with an audience sends both",
      { ...technicalUser, "grant-type": "refresh_token" },
      [
        ["refresh_token", technicalUser["refresh-token"]],
        ["grant_type", "refresh_token"],
        ["audience", application.audience],
      ],
    ],
    [
      "client_credentials without further parameters",
      { audience: "", "grant-type": "client_credentials" },
      [["grant_type", "client_credentials"]],
    ],
    [
      "refresh_token is inferred, and a scope may be requested",
      { ...technicalUser, audience: "", scope: "profile" },
      [
        ["refresh_token", technicalUser["refresh-token"]],
        ["grant_type", "refresh_token"],
        ["scope", "profile"],
      ],
    ],
  ])("%s", async (_what, inputs, sent) => {
    const { server } = await exchange([grants(opaque)], inputs)
    expect(server.requests[0].fields.slice(2)).toEqual(sent)
  })

  test("with GitHub's ID token needs a job with the permission for it", async () => {
    const { run, server } = await exchange([], { "grant-type": tokenExchange })
    expectFailure(run, "id_token_unavailable", 'add "permissions: id-token: write"')
    expect(server.connections).toEqual([])
  })
})

test.each(["client_id", "scope"])("an extra parameter may not set %s", async (name) => {
  const { run, server } = await exchange([], { "extra-parameters": `fine=1\n${name}=x` })
  expectFailure(run, "invalid_input", `"extra-parameters" sets "${name}"`, "remove that line")
  expect(server.connections).toEqual([])
})

test("any character in any value arrives intact", async () => {
  const all = `${String.fromCharCode(...Array.from({ length: 94 }, (_, i) => 33 + i))}äß€😀`
  const inputs = {
    "client-id": all,
    "client-secret": `${all} two  blanks\tand\r\nlines`,
    "refresh-token": `${all}~`,
    audience: `${all} with blanks`,
    "grant-type": "refresh_token",
    "extra-parameters": `${all.replaceAll("=", "")}=${all}`,
  }
  const { server } = await exchange([grants(opaque)], inputs)
  expect(server.requests[0].fields).toEqual([
    ["client_id", inputs["client-id"]],
    ["client_secret", inputs["client-secret"]],
    ["refresh_token", inputs["refresh-token"]],
    ["grant_type", "refresh_token"],
    ["audience", inputs.audience],
    [all.replaceAll("=", ""), all],
  ])
})

test("the path and query of the token endpoint are sent, but the query is not shown", async () => {
  const { run: first, server } = await exchange([grants(opaque)], { "env-name": "" })
  expect(first.exitCode).toBe(0)
  const url = `${server.url("/oauth2/token")}?policy=B2C_1&code=s3cret-function-key`
  const { run } = await exchange([], { "token-endpoint": url })
  expect(server.requests[1].path).toBe("/oauth2/token?policy=B2C_1&code=s3cret-function-key")
  expect(run.log).toContain(`Requesting an access token from ${server.url("/oauth2/token")} as`)
  expect(run.log + run.summary).not.toContain("s3cret-function-key")
})
