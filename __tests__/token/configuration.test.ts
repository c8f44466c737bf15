import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { INPUTS } from "../../src/token/inputs.ts"
import { certificates } from "../testbed/servers/certificates.mts"
import {
  client,
  configured,
  github,
  key,
  problems,
  refresh,
  type Values,
} from "../testbed/units/configurations.mts"

describe("grant type and client authentication are inferred", () => {
  test.each<[what: string, inputs: Values, grantType: string, clientAuthentication: string]>([
    ["from a refresh token", { ...client, ...refresh }, "refresh_token", "client_secret_post"],
    [
      "from a refresh token and a scope",
      { ...client, ...refresh, scope: "s" },
      "refresh_token",
      "client_secret_post",
    ],
    ["from an audience", { ...client, audience: "a" }, "client_credentials", "client_secret_post"],
    ["from a resource", { ...client, resource: "urn:a" }, "client_credentials", "client_secret_post"],
    ["from a scope", { ...client, scope: "s" }, "client_credentials", "client_secret_post"],
    ["from a private key", { ...key, scope: "s" }, "client_credentials", "private_key_jwt"],
    ["from GitHub's ID token", github, "client_credentials", "github_id_token"],
    [
      "from GitHub's ID token and a refresh token",
      { ...github, ...refresh },
      "refresh_token",
      "github_id_token",
    ],
  ])("%s", (_what, inputs, grantType, clientAuthentication) =>
    expect(configured(inputs).request).toMatchObject({ grantType, clientAuthentication }),
  )

  test("unless the inputs name them", () => {
    const explicit = { "grant-type": "client_credentials", "client-authentication": "client_secret_basic" }
    const { request } = configured({ ...client, ...refresh, audience: "a", ...explicit })
    expect(request).toMatchObject({
      grantType: "client_credentials",
      clientAuthentication: "client_secret_basic",
    })
    expect(request.refreshToken).toBeUndefined()
  })
})

describe("the complete configuration", () => {
  test("with as few inputs as possible", () =>
    expect(configured({ ...client, scope: "s" })).toEqual({
      request: {
        grantType: "client_credentials",
        client: { id: "portal", secret: "s3cret" },
        clientAuthentication: "client_secret_post",
        audience: [],
        resource: [],
        scope: ["s"],
        extraParameters: [],
      },
      tokenEndpoint: "https://iam.example/token",
      requirements: { audience: [], scope: [], minLifetime: 0 },
      limits: { timeout: 10, deadline: 60, maxAttempts: 5 },
      tls: {},
      allowHttp: false,
      revoke: "auto",
      envName: "DEVPORTAL_ACCESS_TOKEN",
      summary: true,
    }))

  test("with all inputs", async () => {
    const { ca, client: clients } = await certificates()
    const everything = {
      ...key,
      ...refresh,
      issuer: "https://iam.example",
      audience: "a\nb",
      resource: "urn:r",
      scope: "s t",
      "grant-type": "refresh_token",
      "key-id": "k",
      "signing-algorithm": "PS256",
      "id-token-audience": "i",
      "extra-parameters": "x=1",
      "env-name": "TOKEN",
      "required-audience": "a",
      "required-scope": "s",
      "min-lifetime": "7",
      revoke: "always",
      "revocation-endpoint": "https://iam.example/revoke",
      "ca-certificate": ca.cert.trim(),
      "client-certificate": clients.trusted.cert.trim(),
      "client-key": clients.trusted.key.trim(),
      timeout: "1",
      deadline: "2",
      "max-attempts": "3",
      "allow-http": "true",
      summary: "false",
    }
    expect(configured(everything)).toEqual({
      request: {
        grantType: "refresh_token",
        client: { id: "portal", privateKey: key["private-key"], keyId: "k", algorithm: "PS256" },
        clientAuthentication: "private_key_jwt",
        audience: ["a", "b"],
        resource: ["urn:r"],
        scope: ["s", "t"],
        extraParameters: [["x", "1"]],
        refreshToken: "r3fresh",
      },
      tokenEndpoint: "https://iam.example/token",
      revocationEndpoint: "https://iam.example/revoke",
      issuer: "https://iam.example",
      idTokenAudience: "i",
      requirements: { audience: ["a"], scope: ["s"], minLifetime: 7 },
      limits: { timeout: 1, deadline: 2, maxAttempts: 3 },
      tls: {
        ca: everything["ca-certificate"],
        certificate: everything["client-certificate"],
        key: everything["client-key"],
      },
      allowHttp: true,
      revoke: "always",
      envName: "TOKEN",
      summary: false,
    })
  })
})

test("whatever the inputs, a configuration can only fail with invalid_input", () =>
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(...Object.keys(INPUTS)),
        fc.oneof(
          fc.string(),
          fc.constantFrom("true", "1", "a=b", "none", "https://a.example", "refresh_token"),
        ),
      ),
      (inputs) => {
        problems(inputs)
      },
    ),
  ))
