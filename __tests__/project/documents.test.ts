// Links and commands: those of the documents, and those that an action prints.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, test } from "@jest/globals"
import type { Code } from "../../src/provision/problem.ts"
import { docs } from "../../src/step/messages/docs.ts"
import { CODES } from "../token/messages/codes.mts"

const read = (path: string): string => readFileSync(path, "utf8")
const under = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name))

const DOCUMENTS = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...under("docs", /\.md$/),
  "__tests__/README.md",
]

/** The type check demands that none is missing. */
const PROVISION_CODES: Record<Code, true> = {
  invalid_input: true,
  invalid_portal: true,
  invalid_openapi: true,
  invalid_manifest: true,
  ambiguous_match: true,
  not_found: true,
  immutable_changed: true,
  delete_refused: true,
  changes_pending: true,
  plan_changed: true,
  approval_refused: true,
  api_status: true,
  unexpected_answer: true,
  unknown_outcome: true,
  not_applied: true,
  partially_applied: true,
  store_failed: true,
  dns: true,
  connection: true,
  tls: true,
  timeout: true,
  cancelled: true,
  internal: true,
}

const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }

/** The anchors that GitHub generates for the headings. What looks like a heading in a block of code is none. */
const anchorsOf = (path: string): string[] =>
  [
    ...read(path)
      .replaceAll(/^( *)```[\s\S]*?^\1```/gm, "")
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, heading = ""]) =>
    heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  )

/** @param target a path with or without #anchor */
const leadsNowhere = (target: string): boolean => {
  const [file = "", anchor] = target.split("#")
  return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor))
}

describe.each(DOCUMENTS)("%s", (path) => {
  const text = read(path)

  test("names only npm commands that exist", () => {
    const named = [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:]+)|(start|test)\b)/g)]
    expect(named.map(([, run, own]) => run ?? own ?? "").filter((name) => !(name in scripts))).toEqual([])
  })

  test("links only to files and headings that exist", () => {
    const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = ""]) => link)
    const target = (link: string) => (link.startsWith("#") ? `${path}${link}` : join(dirname(path), link))
    expect(links.filter((link) => leadsNowhere(target(link)))).toEqual([])
  })

  test("has no two headings of the same anchor, which a link could not tell apart", () => {
    const anchors = anchorsOf(path)
    expect(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at)).toEqual([])
  })
})

test("every command block of the README that begins with npm is a script", () => {
  const blocks = [...read("README.md").matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text)
  const commands = blocks.flatMap((text) => text.split("\n")).filter((line) => line.startsWith("npm"))
  expect(commands).toEqual(["npm start", "npm test"])
})

describe("what an action prints leads to a section", () => {
  const sources = [
    ...under("src", /\.ts$/),
    ...under(".github/workflows", /\.yml$/),
    ...under("provision", /\.(ts|yml)$/),
    "action.yml",
  ]
  const prefix = docs("", "").replace(/docs\/#$/, "")

  test("every link to this repository", () => {
    const calls = /\bdocs\("([^"]+)", "([^"]+)"\)/g
    const urls = new RegExp(`${prefix.replaceAll(".", "\\.")}([\\w./-]*[\\w-](?:#[\\w-]+)?)`, "g")
    const targets = sources.flatMap((path) => {
      const text = read(path)
      return [
        ...[...text.matchAll(calls)].map(([, page, heading]) => `docs/${page}#${heading}`),
        ...[...text.matchAll(urls)].map(([, target = ""]) => target),
      ]
    })
    expect(new Set(targets).size).toBeGreaterThan(5)
    expect([...new Set(targets)].filter(leadsNowhere)).toEqual([])
  })

  test("and no link is made in a way that this test does not see", () => {
    const made = sources.flatMap(
      (path) => read(path).match(/(?<!const )\bdocs\((?!"[^"]+", "[^"]+"\))/g) ?? [],
    )
    // The one in `aboutCode`: the next two tests follow it.
    expect(made).toHaveLength(1)
  })

  test.each(Object.keys(CODES))("the code %s of the token action", (code) =>
    expect(anchorsOf("docs/troubleshooting.md")).toContain(code),
  )

  test.each(Object.keys(PROVISION_CODES))("the code %s of the provisioning action", (code) =>
    expect(anchorsOf("docs/provisioning.md")).toContain(code),
  )
})
