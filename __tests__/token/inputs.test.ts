import { describe, expect, jest, test } from "@jest/globals"
import fc from "fast-check"
import { emptySecrets, readInputs, secretNames } from "../../src/step/inputs.ts"
import { INPUTS, type InputName } from "../../src/token/inputs.ts"
import { certificates } from "../testbed/servers/certificates.mts"
import { sentence } from "../testbed/units/configurations.mts"
import { ec, ed25519, jwk, pkcs1, pkcs8, rsa, sec1, shortRsa } from "../testbed/units/keys.mts"

const names = Object.keys(INPUTS) as InputName[]
const variable = (name: string) => `INPUT_${name.toUpperCase()}`
const environment = (inputs: Record<string, string>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variable(name), value]))
const read = (inputs: Record<string, string>) => {
  const { problems, ...others } = readInputs(INPUTS, environment(inputs))
  return {
    ...others,
    problems: problems.map(({ problem }) => sentence(problem)),
    rows: problems.map(({ problem: [row] }) => row),
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

test("without any inputs, the defaults apply", () =>
  expect(read({})).toEqual({
    inputs: defaults,
    problems: [],
    rows: [],
    about: [],
    trimmed: [],
    blank: [],
  }))

test("with all inputs empty, as the runner sets them, the defaults apply, except for env-name", () => {
  const { "env-name": _none, ...others } = defaults
  const empty = Object.fromEntries(names.map((name) => [name, ""]))
  expect(read(empty)).toEqual({
    inputs: others,
    problems: [],
    rows: [],
    about: [],
    trimmed: [],
    blank: [],
  })
})

describe("a valid value is read", () => {
  const url = "https://iam.example/token?a=b"
  test.each<[name: InputName, text: string, value: unknown]>([
    ["token-endpoint", url, url],
    ["token-endpoint", "HTTP://[::1]:9080/token", "HTTP://[::1]:9080/token"],
    ["issuer", "https://iam.example/realms/x/", "https://iam.example/realms/x/"],
    ["revocation-endpoint", url, url],
    ["client-id", "a:b%20+ü", "a:b%20+ü"],
    ["client-id", "my first app", "my first app"],
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
  ])("%s %j as %j", (name, text, value) => {
    const { inputs, problems, trimmed } = read({ [name]: text })
    expect({ value: inputs[name], problems, trimmed }).toEqual({ value, problems: [], trimmed: [] })
  })

  test.each<[kind: string, key: () => string]>([
    ["RSA as PKCS#8", () => pkcs8(rsa())],
    ["RSA as PKCS#1", () => pkcs1(rsa())],
    ["EC as SEC1", () => sec1(ec("secp384r1"))],
    ["a JWK", () => jwk(ed25519())],
  ])("private-key: %s", (_kind, make) => {
    const key = make().trim()
    expect(read({ "private-key": key })).toMatchObject({ inputs: { "private-key": key }, problems: [] })
  })

  test("certificates and keys in PEM format", async () => {
    const { ca, client } = await certificates()
    const pem = {
      "ca-certificate": ca.cert,
      "client-certificate": client.trusted.cert,
      "client-key": client.trusted.key,
    }
    const { inputs, problems } = read(pem)
    expect(problems).toEqual([])
    expect(inputs["client-key"]).toBe(client.trusted.key.trim())
  })
})

describe("an invalid value is refused", () => {
  const shortKey = pkcs8(shortRsa())
  test.each<[name: InputName, text: string, row: string]>([
    ["token-endpoint", "iam.example/token", "notAUrl"],
    ["token-endpoint", "https://", "notAUrl"],
    ["token-endpoint", "ftp://iam.example/token", "notAUrl"],
    ["token-endpoint", "file:///etc/passwd", "notAUrl"],
    ["token-endpoint", "https://iam.example/to ken", "whitespaceInside"],
    ["token-endpoint", "https://iam.example/\ntoken", "whitespaceInside"],
    ["issuer", "https://portal:s3cret@iam.example", "urlWithCredentials"],
    ["issuer", "https://portal@iam.example", "urlWithCredentials"],
    ["revocation-endpoint", "https://iam.example/#x", "urlWithFragment"],
    ["client-id", "two\nwords", "lineBreakInside"],
    ["client-id", "two\twords", "lineBreakInside"],
    ["client-id", "two\u00a0words", "lineBreakInside"],
    ["rotate-environment", "..", "notAName"],
    ["rotate-environment", ".", "notAName"],
    ["rotate-organization", "..", "notAName"],
    ["refresh-token", "eyJ\neyJ", "whitespaceInside"],
    ["resource", "not a URI", "notAResource"],
    ["resource", "https://a.example\nhttps://b.example#c", "notAResource"],
    ["grant-type", "client-credentials", "unknownValue"],
    ["grant-type", "password", "unknownValue"],
    ["client-authentication", "client_secret_past", "unknownValue"],
    ["signing-algorithm", "none", "unknownValue"],
    ["revoke", "Always", "unknownValue"],
    ["extra-parameters", "a=b\nc", "notAParameter"],
    ["extra-parameters", "=b", "notAParameter"],
    ["extra-parameters", "two words=b", "notAParameter"],
    ["env-name", "9A", "invalidEnvironmentName"],
    ["env-name", "LD_PRELOAD", "reservedEnvironmentName"],
    ["min-lifetime", "-1", "notANumber"],
    ["rotate-secret", "GITHUB_TOKEN", "invalidSecretName"],
    ["rotate-secret", "github_x", "invalidSecretName"],
    ["rotate-secret", "1A", "invalidSecretName"],
    ["rotate-secret", "A-B", "invalidSecretName"],
    ["rotate-organization", "octo org", "whitespaceInside"],
    ["github-token", "ghs_1 2", "whitespaceInside"],
    ["timeout", "0", "notANumber"],
    ["timeout", "301", "notANumber"],
    ["timeout", "1.5", "notANumber"],
    ["timeout", "1e2", "notANumber"],
    ["timeout", "0x10", "notANumber"],
    ["timeout", "+5", "notANumber"],
    ["timeout", "ten", "notANumber"],
    ["timeout", "١", "notANumber"],
    ["deadline", "3601", "notANumber"],
    ["deadline", "0", "notANumber"],
    ["max-attempts", "11", "notANumber"],
    ["max-attempts", "0", "notANumber"],
    ["allow-http", "yes", "unknownValue"],
    ["summary", "0", "unknownValue"],
    ["private-key", "-----BEGIN PRIVATE KEY-----", "noSigningKey"],
    ["private-key", shortKey, "noSigningKey"],
    ["ca-certificate", "-----BEGIN CERTIFICATE-----", "notPem"],
    ["client-certificate", shortKey, "notPem"],
    ["client-key", "s3cret-key", "notPem"],
  ])("%s %j", (name, text, row) => {
    const { inputs, rows, problems } = read({ [name]: text })
    expect(rows).toEqual([row])
    expect(problems[0]).toMatch(new RegExp(`^"${name}" .*\\.$`))
    expect(inputs[name]).toEqual(read({}).inputs[name])
  })

  const ours = ["client_id", "client_secret", "grant_type", "refresh_token", "audience", "resource", "scope"]
  const assertions = [
    "assertion",
    "client_assertion",
    "client_assertion_type",
    "subject_token",
    "subject_token_type",
  ]
  test("every wrong line of extra-parameters is reported, and each mistake once", () => {
    const { rows } = read({ "extra-parameters": "a\nscope=x\nb\nfine=1\naudience=y" })
    expect(rows).toEqual(["notAParameter", "reservedParameter", "reservedParameter"])
  })

  test.each([...ours, ...assertions])("extra-parameters may not set %s", (name) => {
    const { problems } = read({ "extra-parameters": `fine=1\n ${name} = x` })
    expect(problems).toEqual([expect.stringContaining(`"extra-parameters" sets "${name}"`)])
  })

  test("a secret is not quoted in the message about it", () => {
    const secrets = Object.fromEntries(secretNames(INPUTS).map((name) => [name, "s3c ret"]))
    const { problems } = read(secrets)
    expect(problems.length).toBeGreaterThan(2)
    expect(problems.join()).not.toContain("s3c")
  })

  test.each([
    ["a long value", "1".repeat(61), "a value of 61 characters: "],
    ["a value of two lines", "1\n2", "a value of 3 characters: "],
    ["a value with an invisible character", "1\u202e2", "a value of 3 characters: "],
    ["any other value", "9".repeat(60), `"${"9".repeat(60)}": `],
  ])("%s is quoted completely or not at all", (_what, text, quoted) =>
    expect(read({ timeout: text }).problems).toEqual([expect.stringContaining(`"timeout" is ${quoted}`)]),
  )
})

describe("whitespace", () => {
  test("around a value is removed and reported", () => {
    const { inputs, trimmed } = read({ "client-id": " portal\n", timeout: "\u00a05", audience: "a" })
    expect(inputs).toMatchObject({ "client-id": "portal", timeout: 5, audience: ["a"] })
    expect(trimmed).toEqual(["client-id", "timeout"])
  })

  test("is not reported for the line break at the end of a text of several lines in YAML, unless it is a secret", () => {
    const secret = "3Qk8vTzLw6Tn"
    const { inputs, trimmed } = read({
      audience: "a\nb\n",
      "client-id": "portal\r\n",
      "client-secret": `${secret}\n`,
    })
    expect(inputs).toMatchObject({ audience: ["a", "b"], "client-id": "portal", "client-secret": secret })
    expect(trimmed).toEqual(["client-secret"])
  })

  test.each(names)("alone counts as no value of %s", (name) => {
    const { inputs, blank, problems } = read({ [name]: " \r\n\t" })
    const otherwise = read({}).inputs[name]
    expect({ blank, problems, value: inputs[name] }).toEqual({
      blank: [name],
      problems: [],
      value: otherwise,
    })
  })
})

describe("the secret inputs", () => {
  const secret = ["client-secret", "refresh-token", "private-key", "github-token", "client-key"]
  test("are known, in order", () => {
    const all = environment(Object.fromEntries(names.map((name) => [name, ` ${name} `])))
    expect(secretNames(INPUTS)).toEqual(secret)
    expect(emptySecrets(INPUTS, all)).toEqual([])
  })

  test("are empty when absent, empty or blank", () => {
    const some = environment({ "client-secret": "", "refresh-token": " \n", "private-key": "x" })
    expect(emptySecrets(INPUTS, some)).toEqual([
      "client-secret",
      "refresh-token",
      "github-token",
      "client-key",
    ])
  })
})

test("an internal error in a reader is not reported as a problem of the value, since its message may quote the value", () => {
  const defect = new RangeError("of s3cret")
  const reader = jest.spyOn(INPUTS["client-secret"], "read").mockImplementation(() => {
    throw defect
  })
  expect(() => read({ "client-secret": "s3cret" })).toThrow(defect)
  reader.mockRestore()
})

test("no value makes reading throw", () =>
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: "binary" })), (inputs) => {
      const { problems } = read(inputs)
      for (const problem of problems) expect(problem).toMatch(/^"[\w-]+" .*\.$/s)
    }),
  ))
