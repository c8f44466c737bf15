import { createPublicKey, type KeyObject } from "node:crypto"
import { describe, expect, test } from "@jest/globals"
import { decodeProtectedHeader, jwtVerify } from "jose"
import type { Client } from "../../src/oauth/client.ts"
import { type ClientAuthentication, methodOf } from "../../src/oauth/client-authentication.ts"
import { ec, ed25519, jwk, pkcs8, rsa } from "../testbed/units/keys.mts"

const audience = "https://iam.example/auth/realms/wallis"

/** What a method adds to a request, and the secrets that it protected. */
async function authenticate(method: ClientAuthentication, client: Client, idToken = "a-github-id-token") {
  const secrets: string[] = []
  const protect = (secret: string) => secrets.push(secret)
  const authentication = await methodOf(method).authenticate({
    client,
    audience,
    protect,
    idToken: async () => idToken,
  })
  return { headers: {}, ...authentication, secrets }
}

const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

describe("the methods that need no signature", () => {
  test.each<[method: ClientAuthentication, client: Client, fields: [string, string][]]>([
    [
      "client_secret_post",
      { id: "portal id", secret: "s3c&ret" },
      [
        ["client_id", "portal id"],
        ["client_secret", "s3c&ret"],
      ],
    ],
    [
      "client_secret_post",
      { id: "without a secret" },
      [
        ["client_id", "without a secret"],
        ["client_secret", ""],
      ],
    ],
    ["none", { id: "portal" }, [["client_id", "portal"]]],
    ["tls_client_auth", { id: "portal" }, [["client_id", "portal"]]],
    [
      "github_id_token",
      { id: "portal" },
      [
        ["client_id", "portal"],
        ["client_assertion_type", type],
        ["client_assertion", "a-github-id-token"],
      ],
    ],
    [
      "github_id_token",
      { id: "" },
      [
        ["client_assertion_type", type],
        ["client_assertion", "a-github-id-token"],
      ],
    ],
  ])("%s", async (method, client, fields) =>
    expect(await authenticate(method, client)).toEqual({ fields, headers: {}, secrets: [] }),
  )

  test.each<[client: Client, payload: string]>([
    [{ id: "a:b", secret: "c d" }, "a%3Ab:c%20d"],
    [{ id: "a" }, "a:"],
  ])("client_secret_basic of %j sends a header and no field", async (client, payload) =>
    expect(await authenticate("client_secret_basic", client)).toEqual({
      fields: [],
      headers: { authorization: `Basic ${Buffer.from(payload).toString("base64")}` },
      secrets: [],
    }),
  )
})

describe("the assertion", () => {
  const secret = "a client secret of at least 32 bytes"
  const macKey = new TextEncoder().encode(secret)
  const publicHalf = (key: KeyObject) => createPublicKey(key)
  const p256 = ec("prime256v1")
  const p521 = ec("secp521r1")

  test.each<
    [
      what: string,
      method: ClientAuthentication,
      client: Omit<Client, "id">,
      key: () => KeyObject | Uint8Array,
      alg: string,
    ]
  >([
    ["with an RSA key", "private_key_jwt", { privateKey: pkcs8(rsa()) }, () => publicHalf(rsa()), "RS256"],
    [
      "with an RSA key and a given algorithm",
      "private_key_jwt",
      { privateKey: pkcs8(rsa()), algorithm: "PS512" },
      () => publicHalf(rsa()),
      "PS512",
    ],
    ["with a P-256 key", "private_key_jwt", { privateKey: pkcs8(p256) }, () => publicHalf(p256), "ES256"],
    ["with a P-521 key", "private_key_jwt", { privateKey: jwk(p521) }, () => publicHalf(p521), "ES512"],
    [
      "with an Ed25519 key",
      "private_key_jwt",
      { privateKey: jwk(ed25519()) },
      () => publicHalf(ed25519()),
      "EdDSA",
    ],
    ["with a client secret", "client_secret_jwt", { secret }, () => macKey, "HS256"],
    [
      "with a client secret and a given algorithm",
      "client_secret_jwt",
      { secret, algorithm: "HS512" },
      () => macKey,
      "HS512",
    ],
  ])(
    "%s is signed, has one audience and a unique id, and is valid for a minute",
    async (_what, method, more, key, alg) => {
      const { fields, secrets } = await authenticate(method, { id: "portal", ...more })
      expect(fields.slice(0, 2)).toEqual([
        ["client_id", "portal"],
        ["client_assertion_type", type],
      ])
      const [name, assertion] = fields[2]
      expect(name).toBe("client_assertion")
      expect(fields).toHaveLength(3)
      expect(secrets).toEqual([assertion])
      const { payload, protectedHeader } = await jwtVerify(assertion, key(), {
        issuer: "portal",
        subject: "portal",
      })
      expect(protectedHeader).toEqual({ alg, typ: "JWT" })
      expect(payload).toEqual({
        iss: "portal",
        sub: "portal",
        aud: audience,
        iat: expect.any(Number),
        exp: payload.iat! + 60,
        jti: expect.stringMatching(/^[\da-f-]{36}$/),
      })
      expect(Math.abs(payload.iat! - Date.now() / 1000)).toBeLessThan(5)
    },
  )

  test("is different each time", async () => {
    const make = () => authenticate("client_secret_jwt", { id: "portal", secret })
    expect((await make()).fields[2][1]).not.toBe((await make()).fields[2][1])
  })

  test.each<[what: string, client: Partial<Client>, kid: string | undefined]>([
    ["has no key id when none is given", { privateKey: pkcs8(ed25519()) }, undefined],
    ["has the key id of the JWK", { privateKey: jwk(ed25519(), { kid: "of-the-jwk" }) }, "of-the-jwk"],
    [
      "has the given key id rather than that of the JWK",
      { privateKey: jwk(ed25519(), { kid: "of-the-jwk" }), keyId: "given" },
      "given",
    ],
  ])("%s", async (_what, client, kid) => {
    const { fields } = await authenticate("private_key_jwt", { id: "portal", ...client })
    expect(decodeProtectedHeader(fields[2][1]).kid).toBe(kid)
  })

  test.each([undefined, "s3cret"])(
    "cannot be made with %j, which is not a private key",
    async (privateKey) => {
      const made = authenticate("private_key_jwt", { id: "portal", privateKey })
      await expect(made).rejects.toThrow(/^not a private key$/)
    },
  )

  test("cannot be made with an empty client secret, because then anybody could make one", async () =>
    await expect(authenticate("client_secret_jwt", { id: "portal" })).rejects.toThrow(/key/i))
})
