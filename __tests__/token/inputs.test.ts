import { describe, expect, jest, test } from "@jest/globals"
import fc from "fast-check"
import { emptySecrets, INPUTS, type InputName, readInputs, secretInputs } from "../../src/token/inputs.ts"
import { certificates } from "../testbed/servers/certificates.mts"
import { ec, ed25519, jwk, pkcs1, pkcs8, rsa, sec1, shortRsa } from "../testbed/units/keys.mts"

const names = Object.keys(INPUTS) as InputName[]
const variable = (name: string) => `INPUT_${name.toUpperCase()}`
const environment = (inputs: Record<string, string>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variable(name), value]))
const reading = (inputs: Record<string, string>) => {
  const { problems, ...others } = readInputs(environment(inputs))
  return {
    ...others,
    problems: problems.map(({ sentence }) => sentence),
    about: problems.map(({ name }) => name),
  }
}

const defaults = {
  "env-name": "DEVPORTAL_ACCESS_TOKEN",
  revoke: "auto",
  timeout: 10,
  deadline: 60,
  "max-attempts": 5,
  "allow-http": false,
  summary: true,
}

test("without any input there are the defaults", () =>
  expect(reading({})).toEqual({ inputs: defaults, problems: [], about: [], trimmed: [], blank: [] }))

test("with every input empty, as the runner sets them, there are the defaults but for the variable", () => {
  const { "env-name": _none, ...others } = defaults
  const empty = Object.fromEntries(names.map((name) => [name, ""]))
  expect(reading(empty)).toEqual({ inputs: others, problems: [], about: [], trimmed: [], blank: [] })
})

describe("a value that is right", () => {
  const url = "https://iam.example/token?a=b"
  test.each<[name: InputName, text: string, value: unknown]>([
    ["token-endpoint", url, url],
    ["token-endpoint", "HTTP://[::1]:9080/token", "HTTP://[::1]:9080/token"],
    ["issuer", "https://iam.example/realms/x/", "https://iam.example/realms/x/"],
    ["revocation-endpoint", url, url],
    ["client-id", "a:b%20+ü", "a:b%20+ü"],
    ["client-secret", "two words\nand lines", "two words\nand lines"],
    ["refresh-token", "eyJ.a.b", "eyJ.a.b"],
    ["audience", "one", ["one"]],
    ["audience", "https://a.example/\r\n\n  with blanks \rc", ["https://a.example/", "with blanks", "c"]],
    ["resource", "https://a.example/x?y\nurn:b", ["https://a.example/x?y", "urn:b"]],
    ["scope", "a  b\n\tc", ["a", "b", "c"]],
    [
      "grant-type",
      "urn:ietf:params:oauth:grant-type:jwt-bearer",
      "urn:ietf:params:oauth:grant-type:jwt-bearer",
    ],
    ["client-authentication", "tls_client_auth", "tls_client_auth"],
    ["key-id", "key 1", "key 1"],
    ["signing-algorithm", "EdDSA", "EdDSA"],
    ["signing-algorithm", "HS512", "HS512"],
    ["id-token-audience", "api://x y", "api://x y"],
    ["extra-parameters", "a=b", [["a", "b"]]],
    [
      "extra-parameters",
      "a = b = c \n\nempty=\nü=&\na=again\nClient_id=x",
      [
        ["a", "b = c"],
        ["empty", ""],
        ["ü", "&"],
        ["a", "again"],
        ["Client_id", "x"],
      ],
    ],
    ["env-name", "_My_Token9", "_My_Token9"],
    ["required-audience", "a\nb", ["a", "b"]],
    ["required-scope", "a b", ["a", "b"]],
    ["min-lifetime", "0", 0],
    ["min-lifetime", "99999999", 99_999_999],
    ["revoke", "never", "never"],
    ["rotate-secret", "_Portal_REFRESH_TOKEN1", "_Portal_REFRESH_TOKEN1"],
    ["rotate-environment", "production / eu", "production / eu"],
    ["rotate-organization", "octo-org", "octo-org"],
    ["github-token", "ghs_16C7e42F292c6912E7710c838347Ae178B4a", "ghs_16C7e42F292c6912E7710c838347Ae178B4a"],
    ["timeout", "1", 1],
    ["timeout", "300", 300],
    ["deadline", "3600", 3600],
    ["max-attempts", "10", 10],
    ["allow-http", "TRUE", true],
    ["summary", "false", false],
  ])("%s %j is %j", (name, text, value) => {
    const { inputs, problems, trimmed } = reading({ [name]: text })
    expect({ value: inputs[name], problems, trimmed }).toEqual({ value, problems: [], trimmed: [] })
  })

  test.each<[kind: string, key: () => string]>([
    ["RSA as PKCS#8", () => pkcs8(rsa())],
    ["RSA as PKCS#1", () => pkcs1(rsa())],
    ["EC as SEC1", () => sec1(ec("secp384r1"))],
    ["a JWK", () => jwk(ed25519())],
  ])("private-key %s", (_kind, make) => {
    const key = make().trim()
    expect(reading({ "private-key": key })).toMatchObject({ inputs: { "private-key": key }, problems: [] })
  })

  test("certificates and keys as PEM", async () => {
    const { ca, client } = await certificates()
    const pem = {
      "ca-certificate": ca.cert,
      "client-certificate": client.trusted.cert,
      "client-key": client.trusted.key,
    }
    const { inputs, problems } = reading(pem)
    expect(problems).toEqual([])
    expect(inputs["client-key"]).toBe(client.trusted.key.trim())
  })
})

describe("a value that is wrong, with what to do", () => {
  const shortKey = pkcs8(shortRsa())
  test.each<[name: InputName, text: string, says: string]>([
    ["token-endpoint", "iam.example/token", "is not a URL"],
    ["token-endpoint", "https://", "is not a URL"],
    ["token-endpoint", "ftp://iam.example/token", "is not a URL"],
    ["token-endpoint", "file:///etc/passwd", "is not a URL"],
    ["token-endpoint", "https://iam.example/to ken", "whitespace or a line break inside"],
    ["token-endpoint", "https://iam.example/\ntoken", "whitespace or a line break inside"],
    ["issuer", "https://portal:s3cret@iam.example", "holds a user name or password"],
    ["issuer", "https://portal@iam.example", "holds a user name or password"],
    ["revocation-endpoint", "https://iam.example/#x", "ends in a #fragment"],
    ["client-id", "two words", "whitespace or a line break inside"],
    ["client-id", "two\u00a0words", "whitespace or a line break inside"],
    ["refresh-token", "eyJ\neyJ", "copy the value again, in one piece"],
    ["resource", "not a URI", "must hold absolute URIs"],
    ["resource", "https://a.example\nhttps://b.example#c", "must hold absolute URIs"],
    ["grant-type", "client-credentials", 'did you mean "client_credentials"? It takes "refresh_token",'],
    ["grant-type", "password", 'does not know "password": it takes "refresh_token"'],
    ["client-authentication", "client_secret_past", 'did you mean "client_secret_post"?'],
    ["signing-algorithm", "none", 'does not know "none"'],
    ["revoke", "Always", 'did you mean "always"?'],
    ["extra-parameters", "a=b\nc", "has a line that is not name=value"],
    ["extra-parameters", "=b", "has a line that is not name=value"],
    ["extra-parameters", "two words=b", "has a line that is not name=value"],
    ["env-name", "9A", "no name for an environment variable"],
    ["env-name", "LD_PRELOAD", "changes how the runner or later programs work"],
    ["min-lifetime", "-1", "a whole number of at least 0."],
    ["rotate-secret", "GITHUB_TOKEN", '"rotate-secret" is "GITHUB_TOKEN"'],
    ["rotate-secret", "github_x", '"rotate-secret" is "github_x"'],
    ["rotate-secret", "1A", '"rotate-secret" is "1A"'],
    ["rotate-secret", "A-B", '"rotate-secret" is "A-B"'],
    ["rotate-organization", "octo org", "whitespace or a line break inside"],
    ["github-token", "ghs_1 2", "whitespace or a line break inside"],
    ["timeout", "0", "a whole number from 1 to 300."],
    ["timeout", "301", "a whole number from 1 to 300."],
    ["timeout", "1.5", "a whole number from 1 to 300."],
    ["timeout", "1e2", "a whole number from 1 to 300."],
    ["timeout", "0x10", "a whole number from 1 to 300."],
    ["timeout", "+5", "a whole number from 1 to 300."],
    ["timeout", "ten", "a whole number from 1 to 300."],
    ["timeout", "١", "a whole number from 1 to 300."],
    ["deadline", "3601", "a whole number from 1 to 3600."],
    ["deadline", "0", "a whole number from 1 to 3600."],
    ["max-attempts", "11", "a whole number from 1 to 10."],
    ["max-attempts", "0", "a whole number from 1 to 10."],
    ["allow-http", "yes", 'does not know "yes"'],
    ["summary", "0", 'it takes "true" or "false"'],
    ["private-key", "-----BEGIN PRIVATE KEY-----", "no private key that can sign an assertion"],
    ["private-key", shortKey, "RSA (2048 bits or more)"],
    [
      "ca-certificate",
      "-----BEGIN CERTIFICATE-----",
      "paste the whole text from -----BEGIN CERTIFICATE-----",
    ],
    ["client-certificate", shortKey, "cannot be read as PEM"],
    ["client-key", "s3cret-key", "-----BEGIN PRIVATE KEY-----"],
  ])("%s %j", (name, text, says) => {
    const { inputs, problems } = reading({ [name]: text })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(says)
    expect(problems[0]).toMatch(new RegExp(`^"${name}" .*\\.$`))
    expect(inputs).not.toHaveProperty(name)
  })

  const ours = ["client_id", "client_secret", "grant_type", "refresh_token", "audience", "resource", "scope"]
  const assertions = [
    "assertion",
    "client_assertion",
    "client_assertion_type",
    "subject_token",
    "subject_token_type",
  ]
  test.each([...ours, ...assertions])("extra-parameters may not set %s", (name) => {
    const { problems } = reading({ "extra-parameters": `fine=1\n ${name} = x` })
    expect(problems).toEqual([expect.stringContaining(`"extra-parameters" sets "${name}"`)])
  })

  test("a secret is not quoted in its message", () => {
    const secrets = secretInputs(environment(Object.fromEntries(names.map((name) => [name, "s3c ret"]))))
    const { problems } = reading(Object.fromEntries(secrets))
    expect(problems.length).toBeGreaterThan(2)
    expect(problems.join()).not.toContain("s3c")
  })

  test.each([
    ["a long value", "1".repeat(61), "a value of 61 characters: "],
    ["one of two lines", "1\n2", "a value of 3 characters: "],
    ["one with what cannot be seen", "1\u202e2", "a value of 3 characters: "],
    ["any other", "9".repeat(60), `"${"9".repeat(60)}": `],
  ])("%s is quoted whole or not at all", (_what, text, quoted) =>
    expect(reading({ timeout: text }).problems).toEqual([expect.stringContaining(`"timeout" is ${quoted}`)]),
  )
})

describe("whitespace", () => {
  test("around a value is removed and told", () => {
    const { inputs, trimmed } = reading({ "client-id": " portal\n", timeout: "\u00a05", audience: "a" })
    expect(inputs).toMatchObject({ "client-id": "portal", timeout: 5, audience: ["a"] })
    expect(trimmed).toEqual(["client-id", "timeout"])
  })

  test.each(names)("alone is no value of %s", (name) => {
    const { inputs, blank, problems } = reading({ [name]: " \r\n\t" })
    expect({ blank, problems, given: name in inputs }).toEqual({ blank: [name], problems: [], given: false })
  })
})

describe("the secret inputs", () => {
  const secret = ["client-secret", "refresh-token", "private-key", "github-token", "client-key"]
  test("are found whatever they hold, in order", () => {
    const all = environment(Object.fromEntries(names.map((name) => [name, ` ${name} `])))
    expect(secretInputs(all)).toEqual(secret.map((name) => [name, ` ${name} `]))
    expect(emptySecrets(all)).toEqual([])
  })

  test("are empty when absent, empty or blank", () => {
    const some = environment({ "client-secret": "", "refresh-token": " \n", "private-key": "x" })
    expect(emptySecrets(some)).toEqual(["client-secret", "refresh-token", "github-token", "client-key"])
    expect(secretInputs(some)).toEqual([["private-key", "x"]])
  })
})

test("a defect in a reader is not taken for what is wrong with the value, which its message may quote", () => {
  const defect = new RangeError("of s3cret")
  const reader = jest.spyOn(INPUTS["client-secret"], "read").mockImplementation(() => {
    throw defect
  })
  expect(() => reading({ "client-secret": "s3cret" })).toThrow(defect)
  reader.mockRestore()
})

test("no value whatsoever makes reading throw", () =>
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: "binary" })), (inputs) => {
      const { problems } = reading(inputs)
      for (const problem of problems) expect(problem).toMatch(/^"[\w-]+" .*\.$/s)
    }),
  ))
