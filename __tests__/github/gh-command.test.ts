import { execFileSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import * as fc from "fast-check"
import { ghCommand } from "../../src/github/gh-command.ts"
import { seal } from "../../src/github/sealed-box.ts"
import type { SealedWrite } from "../../src/github/secret-store.ts"
import { makeSecretKey } from "../testbed/github/key.mts"

/** In the command without the leading slash, which Git Bash would take for a folder of Windows. */
const path = "repos/octo-org/portal/actions/secrets/REFRESH"
const body = { encrypted_value: "c2VhbGVk+/==", key_id: "012345678912345678" }
const server = "https://github.com"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gh-"))
  // Stands in for the real gh: it prints each of its arguments, followed by a NUL.
  writeFileSync(join(folder, "gh"), "#!/bin/sh\nprintf '%s\\0' \"$@\"\n")
  chmodSync(join(folder, "gh"), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The arguments of `gh` when the command is pasted into a shell, in a folder with a file that a glob could match. */
function argumentsOf(command: string): string[] {
  const env = { PATH: `${folder}${delimiter}${process.env.PATH}`, HOME: "/nowhere" }
  const output = execFileSync("/bin/sh", ["-c", command], { cwd: folder, env, encoding: "utf8" })
  return output.split("\0").slice(0, -1)
}

const command = (
  write: Partial<SealedWrite["body"]> = {},
  serverUrl: string | undefined = server,
  at = path,
) => ghCommand({ path: `/${at}`, body: { ...body, ...write } }, serverUrl)

describe("the arguments of gh", () => {
  const put = ["api", "--method", "PUT"]
  const fields = ["-f", `encrypted_value=${body.encrypted_value}`, "-f", `key_id=${body.key_id}`]

  test("write a repository's secret, with the key id as a string", () => {
    expect(argumentsOf(command())).toEqual([...put, path, ...fields])
  })

  test.each([
    undefined,
    "",
    "https://github.com",
    "https://github.com/",
    "github.com",
    "not a URL",
    "http://%%%",
  ])("name no host when the server URL is %j", (url) => {
    expect(argumentsOf(command({}, url))).not.toContain("--hostname")
  })

  test.each([
    ["https://ghes.example", "ghes.example"],
    ["https://ghes.example:8443/", "ghes.example:8443"],
    ["https://octo.ghe.com", "octo.ghe.com"],
    ["ghes.example", "ghes.example"],
    ["ghes.example:8443/path", "ghes.example:8443"],
  ])("name the host of %s", (url, host) => {
    expect(argumentsOf(command({}, url))).toEqual([...put, "--hostname", host, path, ...fields])
  })

  test("contain the encoded name of an environment unchanged", () => {
    const odd = `repos/o/p/environments/${encodeURIComponent("it's $HOME `id` *#1 ü%")}/secrets/REFRESH`
    expect(odd).toContain("'")
    expect(argumentsOf(command({}, server, odd))).toContain(odd)
  })

  test.each(["all", "private"])("keep the visibility %s", (visibility) => {
    expect(argumentsOf(command({ visibility }))).toEqual([
      ...put,
      path,
      ...fields,
      "-f",
      `visibility=${visibility}`,
    ])
  })

  test("keep the selected repositories, as numbers", () => {
    const given = argumentsOf(command({ visibility: "selected", selected_repository_ids: [7, 1296269] }))
    expect(given).toEqual([
      ...put,
      path,
      ...fields,
      "-f",
      "visibility=selected",
      "-F",
      "selected_repository_ids[]=7",
      "-F",
      "selected_repository_ids[]=1296269",
    ])
  })

  test("select no repository when none was selected", () => {
    expect(argumentsOf(command({ visibility: "selected", selected_repository_ids: [] })).slice(-1)).toEqual([
      "visibility=selected",
    ])
  })

  test("contain the complete sealed value", async () => {
    const { publicKey, open } = await makeSecretKey()
    const given = argumentsOf(command({ encrypted_value: seal("the newest token", publicKey) }))
    const [, sealed = ""] =
      /^encrypted_value=(.*)$/.exec(given.find((argument) => argument.startsWith("enc")) ?? "") ?? []
    expect(open(sealed)).toBe("the newest token")
  })

  test("are unchanged, whatever characters they contain", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 40 }).filter((value) => !value.includes("\0"))
    fc.assert(
      fc.property(text, text, (key_id, tail) => {
        const given = argumentsOf(command({ key_id }, server, `/x${tail}`))
        expect(given).toEqual([...put, `/x${tail}`, fields[0], fields[1], "-f", `key_id=${key_id}`])
      }),
      { numRuns: 60 },
    )
  })
})

test("the command is one line", () => {
  expect(command({ visibility: "selected", selected_repository_ids: [1, 2, 3] })).not.toContain("\n")
})
