import { describe, expect, test } from "@jest/globals"
import { certificates } from "../testbed/servers/certificates.mts"
import { client, github, key, problems, refresh, type Values } from "../testbed/units/configurations.mts"
import { ed25519, pkcs8 } from "../testbed/units/keys.mts"

const someScope = { scope: "s" }
const cert = { "client-certificate": "x", "client-key": "y" }

describe("missing and contradictory inputs are reported:", () => {
  test.each<[what: string, inputs: Values, found: string[]]>([
    [
      "no inputs",
      {},
      [
        '"token-endpoint" is missing',
        '"client-id" is missing',
        '"client-secret" is empty',
        "No grant type can be inferred",
      ],
    ],
    ["no endpoint", { ...client, "token-endpoint": "", ...someScope }, ['"token-endpoint" is missing']],
    [
      "an issuer instead of an endpoint",
      { ...client, "token-endpoint": "", issuer: "https://iam.example", ...someScope },
      [],
    ],
    ["no client id", { ...client, "client-id": "", ...someScope }, ['"client-id" is missing']],
    ["no client id, but GitHub's ID token", github, []],
    ["no credential", { ...client, "client-secret": "", ...someScope }, ['"client-secret" is empty']],
    [
      "no credential with the method none",
      { ...client, "client-secret": "", "client-authentication": "none", ...someScope },
      [],
    ],
    [
      "a secret with the method none",
      { ...client, "client-authentication": "none", ...someScope },
      ['is "none", but "client-secret"'],
    ],
    [
      "a key with the method none",
      { ...key, "client-authentication": "none", ...someScope },
      ['is "none", but "private-key"'],
    ],
    [
      "two credentials",
      { ...client, ...key, ...someScope },
      ['"client-secret" and "private-key" are both set'],
    ],
    [
      "two credentials and a choice",
      { ...client, ...key, ...someScope, "client-authentication": "private_key_jwt" },
      [],
    ],
    [
      "a method without its key",
      { ...client, ...someScope, "client-authentication": "private_key_jwt" },
      ['needs "private-key"'],
    ],
    [
      "a method without its secret",
      { ...key, ...someScope, "client-authentication": "client_secret_jwt" },
      ['needs "client-secret"'],
    ],
    [
      "a method without its certificate",
      { ...client, ...someScope, "client-authentication": "tls_client_auth" },
      ['needs "client-certificate"', 'needs "client-key"'],
    ],
    [
      "an algorithm that does not fit the key",
      { ...key, ...someScope, "signing-algorithm": "ES256" },
      ['"RS256", "RS384"'],
    ],
    [
      "an algorithm that does not fit a secret",
      { ...client, ...someScope, "client-authentication": "client_secret_jwt", "signing-algorithm": "RS256" },
      ['use "HS256", "HS384" or "HS512"'],
    ],
    [
      "an algorithm that fits",
      { ...key, ...someScope, "private-key": pkcs8(ed25519()).trim(), "signing-algorithm": "EdDSA" },
      [],
    ],
    ["an algorithm that is not needed", { ...client, ...someScope, "signing-algorithm": "RS256" }, []],
    ["no grant", client, ["No grant type can be inferred"]],
    ["two grants", { ...client, ...refresh, audience: "a" }, ['"refresh-token" and "audience" are both set']],
    ["two grants and a choice", { ...client, ...refresh, audience: "a", "grant-type": "refresh_token" }, []],
    [
      "a grant without its token",
      { ...client, "grant-type": "refresh_token" },
      ['"refresh-token" is empty, but'],
    ],
    ["a grant that needs no further input", { ...client, "grant-type": "client_credentials" }, []],
    [
      "plain http",
      { ...client, ...someScope, "token-endpoint": "http://a.example/" },
      ['"token-endpoint" is a plain http URL'],
    ],
    ["plain http to this machine", { ...client, ...someScope, "token-endpoint": "http://localhost/" }, []],
    [
      "plain http when allowed",
      { ...client, ...someScope, "token-endpoint": "http://a.example/", "allow-http": "true" },
      [],
    ],
    [
      "a plain http issuer",
      { ...client, ...someScope, issuer: "http://a.example/" },
      ['"issuer" is a plain http URL'],
    ],
    [
      "a plain http revocation endpoint",
      { ...client, ...someScope, "revocation-endpoint": "http://a.example/" },
      ['"revocation-endpoint" is a plain http URL'],
    ],
    [
      "revocation without an endpoint",
      { ...client, ...someScope, revoke: "always" },
      ['"revoke" is "always", but'],
    ],
    [
      "revocation with an issuer",
      { ...client, ...someScope, revoke: "always", issuer: "https://a.example" },
      [],
    ],
    [
      "invalid values, once each",
      { ...client, ...refresh, "refresh-token": "a b", ...cert },
      [
        '"refresh-token" contains whitespace',
        '"client-certificate" cannot be read',
        '"client-key" cannot be read',
      ],
    ],
    [
      "a blank secret, once",
      { ...client, ...someScope, "client-secret": "  " },
      ['"client-secret" contains only whitespace'],
    ],
  ])("%s", (_what, inputs, found) => {
    const all = problems(inputs)
    expect(all).toHaveLength(found.length)
    for (const [i, text] of found.entries()) expect(all[i]).toContain(text)
    for (const problem of all) expect(problem).toMatch(/\.$/)
  })

  test("a client certificate or its key alone, or another key", async () => {
    const { cert, key } = (await certificates()).client.trusted
    expect(problems({ ...client, ...someScope, "client-certificate": cert.trim() })).toEqual([
      '"client-certificate" is set without "client-key": mutual TLS needs both.',
    ])
    expect(problems({ ...client, ...someScope, "client-key": key.trim() })).toEqual([
      '"client-key" is set without "client-certificate": mutual TLS needs both.',
    ])
    const complete = { ...client, ...someScope, "client-certificate": cert.trim(), "client-key": key.trim() }
    expect(problems(complete)).toEqual([])
    expect(problems({ ...complete, "client-key": pkcs8(ed25519()).trim() })).toEqual([
      expect.stringMatching(/^"client-key" is not the private key of "client-certificate": /),
    ])
  })
})

describe("inputs for rotation are reported unless they are valid:", () => {
  const rotating = {
    ...client,
    ...refresh,
    "rotate-secret": "PORTAL_REFRESH_TOKEN",
    "github-token": "ghs_abcdef",
  }
  test.each<[what: string, inputs: Values, found: string[]]>([
    ["complete", rotating, []],
    ["in an environment", { ...rotating, "rotate-environment": "production" }, []],
    ["in an organization", { ...rotating, "rotate-organization": "octo-org" }, []],
    [
      "in two places",
      { ...rotating, "rotate-environment": "p", "rotate-organization": "o" },
      ['"rotate-environment"'],
    ],
    ["without a token", { ...rotating, "github-token": "" }, ['"github-token"']],
    ["with another grant", { ...rotating, "grant-type": "client_credentials" }, ['"rotate-secret"']],
    [
      "an environment without a secret to rotate",
      { ...client, ...refresh, "rotate-environment": "p" },
      ['"rotate-environment"'],
    ],
    [
      "an organization without a secret to rotate",
      { ...client, ...refresh, "rotate-organization": "o" },
      ['"rotate-organization"'],
    ],
    [
      "a secret name that GitHub does not allow",
      { ...rotating, "rotate-secret": "GITHUB_X" },
      ['"rotate-secret" is "GITHUB_X"'],
    ],
  ])("%s", (_what, inputs, found) => {
    const all = problems(inputs)
    expect(all).toHaveLength(found.length)
    for (const [i, text] of found.entries()) expect(all[i]).toContain(text)
  })
})
