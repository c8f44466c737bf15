import { describe, expect, test } from "@jest/globals"
import { certificates } from "../testbed/servers/certificates.mts"
import { client, github, key, problems, refresh, type Values } from "../testbed/units/configurations.mts"
import { ed25519, pkcs8 } from "../testbed/units/keys.mts"

const ask = { scope: "s" }
const cert = { "client-certificate": "x", "client-key": "y" }

describe("what contradicts, or lacks something", () => {
  test.each<[what: string, inputs: Values, found: string[]]>([
    [
      "nothing at all",
      {},
      [
        '"token-endpoint" is missing',
        '"client-id" is missing',
        '"client-secret" is empty',
        "No grant type can be inferred",
      ],
    ],
    ["no endpoint", { ...client, "token-endpoint": "", ...ask }, ['"token-endpoint" is missing']],
    ["an issuer instead", { ...client, "token-endpoint": "", issuer: "https://iam.example", ...ask }, []],
    ["no client id", { ...client, "client-id": "", ...ask }, ['"client-id" is missing']],
    ["no client id but GitHub's ID token", github, []],
    ["no proof", { ...client, "client-secret": "", ...ask }, ['"client-secret" is empty']],
    ["none when asked for", { ...client, "client-secret": "", "client-authentication": "none", ...ask }, []],
    [
      "none with a secret",
      { ...client, "client-authentication": "none", ...ask },
      ['is "none", but "client-secret"'],
    ],
    [
      "none with a key",
      { ...key, "client-authentication": "none", ...ask },
      ['is "none", but "private-key"'],
    ],
    ["two proofs", { ...client, ...key, ...ask }, ['"client-secret" and "private-key" are both set']],
    [
      "two proofs and a choice",
      { ...client, ...key, ...ask, "client-authentication": "private_key_jwt" },
      [],
    ],
    [
      "a method without its key",
      { ...client, ...ask, "client-authentication": "private_key_jwt" },
      ['needs "private-key"'],
    ],
    [
      "a method without its secret",
      { ...key, ...ask, "client-authentication": "client_secret_jwt" },
      ['needs "client-secret"'],
    ],
    [
      "a method without its certificate",
      { ...client, ...ask, "client-authentication": "tls_client_auth" },
      ['needs "client-certificate"', 'needs "client-key"'],
    ],
    [
      "an algorithm that does not fit the key",
      { ...key, ...ask, "signing-algorithm": "ES256" },
      ['"RS256", "RS384"'],
    ],
    [
      "an algorithm that does not fit a secret",
      { ...client, ...ask, "client-authentication": "client_secret_jwt", "signing-algorithm": "RS256" },
      ['use "HS256", "HS384" or "HS512"'],
    ],
    [
      "an algorithm that fits",
      { ...key, ...ask, "private-key": pkcs8(ed25519()).trim(), "signing-algorithm": "EdDSA" },
      [],
    ],
    ["an algorithm that nothing needs", { ...client, ...ask, "signing-algorithm": "RS256" }, []],
    ["no grant", client, ["No grant type can be inferred"]],
    ["two grants", { ...client, ...refresh, audience: "a" }, ['"refresh-token" and "audience" are both set']],
    ["two grants and a choice", { ...client, ...refresh, audience: "a", "grant-type": "refresh_token" }, []],
    [
      "a grant without its token",
      { ...client, "grant-type": "refresh_token" },
      ['"refresh-token" is empty, but'],
    ],
    ["a grant that needs nothing", { ...client, "grant-type": "client_credentials" }, []],
    [
      "plain http",
      { ...client, ...ask, "token-endpoint": "http://a.example/" },
      ['"token-endpoint" is a plain http URL'],
    ],
    ["plain http to this machine", { ...client, ...ask, "token-endpoint": "http://localhost/" }, []],
    [
      "plain http when allowed",
      { ...client, ...ask, "token-endpoint": "http://a.example/", "allow-http": "true" },
      [],
    ],
    [
      "a plain http issuer",
      { ...client, ...ask, issuer: "http://a.example/" },
      ['"issuer" is a plain http URL'],
    ],
    [
      "a plain http revocation endpoint",
      { ...client, ...ask, "revocation-endpoint": "http://a.example/" },
      ['"revocation-endpoint" is a plain http URL'],
    ],
    [
      "revocation without an endpoint",
      { ...client, ...ask, revoke: "always" },
      ['"revoke" is "always", but'],
    ],
    ["revocation with an issuer", { ...client, ...ask, revoke: "always", issuer: "https://a.example" }, []],
    [
      "values that are wrong, once each",
      { ...client, ...refresh, "refresh-token": "a b", ...cert },
      [
        '"refresh-token" contains whitespace',
        '"client-certificate" cannot be read',
        '"client-key" cannot be read',
      ],
    ],
    [
      "a blank secret, once",
      { ...client, ...ask, "client-secret": "  " },
      ['"client-secret" contains only whitespace'],
    ],
  ])("%s", (_what, inputs, found) => {
    const all = problems(inputs)
    expect(all).toHaveLength(found.length)
    for (const [i, text] of found.entries()) expect(all[i]).toContain(text)
    for (const problem of all) expect(problem).toMatch(/\.$/)
  })

  test("half of a client certificate", async () => {
    const { cert, key } = (await certificates()).client.trusted
    expect(problems({ ...client, ...ask, "client-certificate": cert.trim() })).toEqual([
      '"client-certificate" is set without "client-key": mutual TLS needs both.',
    ])
    expect(problems({ ...client, ...ask, "client-key": key.trim() })).toEqual([
      '"client-key" is set without "client-certificate": mutual TLS needs both.',
    ])
    const whole = { ...client, ...ask, "client-certificate": cert.trim(), "client-key": key.trim() }
    expect(problems(whole)).toEqual([])
    expect(problems({ ...whole, "client-key": pkcs8(ed25519()).trim() })).toEqual([
      expect.stringMatching(/^"client-key" is not the private key of "client-certificate": /),
    ])
  })
})

describe("rotation", () => {
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
      "of nothing in an environment",
      { ...client, ...refresh, "rotate-environment": "p" },
      ['"rotate-environment"'],
    ],
    [
      "of nothing in an organization",
      { ...client, ...refresh, "rotate-organization": "o" },
      ['"rotate-organization"'],
    ],
    [
      "of a name GitHub does not allow",
      { ...rotating, "rotate-secret": "GITHUB_X" },
      ['"rotate-secret" is "GITHUB_X"'],
    ],
  ])("%s", (_what, inputs, found) => {
    const all = problems(inputs)
    expect(all).toHaveLength(found.length)
    for (const [i, text] of found.entries()) expect(all[i]).toContain(text)
  })
})
