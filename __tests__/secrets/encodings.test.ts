import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test } from "@jest/globals"
import fc from "fast-check"
import { createSender } from "../../src/http/client.ts"
import { notStored, requestToken } from "../../src/oauth/token-request.ts"
import { ESCAPES, PLAIN } from "../../src/secrets/encodings.ts"
import { tokenRequest, transportWith } from "../testbed/units/exchanges.mts"

/** The requests as Node's own parsers read them. */
const received: { authorization: string; fields: [string, string][] }[] = []
const server = createServer(async (request, response) => {
  let body = ""
  for await (const chunk of request.setEncoding("utf8")) body += chunk
  received.push({
    authorization: request.headers.authorization ?? "",
    fields: [...new URLSearchParams(body)],
  })
  response.end('{"access_token":"t0ken"}')
})
const { send, close } = createSender("test")
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)))
afterAll(() => {
  close()
  return new Promise((done) => server.close(done))
})

const value = fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).map((text) => text.toWellFormed())
const request = fc.record({
  id: value,
  secret: value,
  refreshToken: value,
  audience: fc.array(value, { maxLength: 2 }),
  resource: fc.array(value, { maxLength: 2 }),
  scope: fc.array(value, { maxLength: 2 }),
  extraParameters: fc.array(fc.tuple(value, value), { maxLength: 2 }),
})

async function sendRequest(
  { id, secret, ...rest }: typeof request extends fc.Arbitrary<infer T> ? T : never,
  basic: boolean,
) {
  const { port } = server.address() as AddressInfo
  const sent = tokenRequest({
    ...rest,
    endpoint: `http://127.0.0.1:${port}/token`,
    grantType: "refresh_token",
    client: { id, secret },
    clientAuthentication: basic ? "client_secret_basic" : "client_secret_post",
  })
  await requestToken(sent, transportWith(send), notStored)
  return received.pop()!
}

const spaceSeparated = (name: string, values: string[]): [string, string][] =>
  values.length > 0 ? [[name, values.join(" ")]] : []

test("any value of any parameter arrives at the server unchanged", () =>
  fc.assert(
    fc.asyncProperty(request, async (given) => {
      const { fields } = await sendRequest(given, false)
      expect(fields).toEqual([
        ["client_id", given.id],
        ["client_secret", given.secret],
        ["refresh_token", given.refreshToken],
        ["grant_type", "refresh_token"],
        ...spaceSeparated("audience", given.audience),
        ...given.resource.map((resource) => ["resource", resource]),
        ...spaceSeparated("scope", given.scope),
        ...given.extraParameters,
      ])
    }),
  ))

test("any client id and secret in a Basic header arrive at the server unchanged", () =>
  fc.assert(
    fc.asyncProperty(request, async (given) => {
      const { authorization } = await sendRequest(given, true)
      const payload = Buffer.from(authorization.slice("Basic ".length), "base64").toString()
      const [id, secret] = payload.split(":").map((half) => new URLSearchParams(`v=${half}`).get("v"))
      expect([id, secret]).toEqual([given.id, given.secret])
    }),
  ))

test("no escape changes a text without special characters", () =>
  fc.assert(
    fc.property(fc.stringMatching(PLAIN), (text) => {
      for (const encode of ESCAPES) expect(encode(text)).toBe(text)
    }),
  ))
