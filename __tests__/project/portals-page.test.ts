// The modules and manifests of docs/portals.md, as they stand there, each with a small server of its API.
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterAll, describe, expect, test } from "@jest/globals"
import { expectDone, expectRefused, provisionFile } from "../testbed/portal/scenario.mts"
import type { Handler } from "../testbed/servers/fault-server.mts"

const page = readFileSync("docs/portals.md", "utf8")

/** The blocks of a language that begin with these words. */
const block = (language: string, beginning: string): string => {
  const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
  const found = blocks.find(([, name, text]) => name === language && text.startsWith(beginning))
  return found?.[2] ?? `there is no such block: ${beginning}`
}

const charging = { module: block("js", "export default"), manifest: block("yaml", "portal: ./portal.mjs") }
const robots = { module: block("ts", "import type"), manifest: block("yaml", "portal: ./robots.mts") }

type Item = Record<string, unknown>

/** What the first module's API holds; its lists have pages of one. */
class Charging {
  readonly applications: Item[] = [
    { id: 1, name: "Another" },
    { id: 2, name: "Old one" },
  ]
  readonly subscriptions: Item[] = []

  readonly handler: Handler = ({ method, path, body }) => {
    const { pathname, searchParams } = new URL(path, "http://api.test")
    const [, collection, id, nested] = pathname.split("/")
    const sent = body ? JSON.parse(body) : {}
    if (collection === "products")
      return { status: 200, body: { products: [{ id: 7, name: "Charging Points" }] } }
    if (nested) {
      const own = () => this.subscriptions.filter(({ app }) => app === id)
      if (method === "GET") return { status: 200, body: { subscriptions: own() } }
      this.subscriptions.push({ app: id, id: this.subscriptions.length + 1, ...sent })
      return { status: 201, body: own().at(-1)! }
    }
    const application = this.applications.find((item) => String(item.id) === id)
    if (method === "POST") this.applications.push({ id: this.applications.length + 1, ...sent })
    else if (method === "DELETE") this.applications.splice(this.applications.indexOf(application!), 1)
    else if (method === "PATCH") Object.assign(application!, sent)
    else {
      const at = Number(searchParams.get("at"))
      const nextPage = at + 1 < this.applications.length ? `?at=${at + 1}` : undefined
      return { status: 200, body: { applications: [this.applications[at]], nextPage } }
    }
    return { status: 200, body: {} }
  }
}

describe("the first module", () => {
  const run = (api: Charging, inputs: Record<string, string>, manifest = charging.manifest) =>
    provisionFile(manifest, { handler: api.handler, files: { "portal.mjs": charging.module }, inputs })

  test("plans, applies, and finds everything in place afterwards", async () => {
    const api = new Charging()
    const inputs = { mode: "apply", "allow-delete": "true" }
    const plan = await run(api, { "allow-delete": "true" })
    expectDone(plan, { created: "2", deleted: "1", changed: "true" })
    expect(plan.writes).toEqual([])
    expectDone(await run(api, inputs), { created: "2", deleted: "1", changed: "true" })
    expect(api.applications).toEqual([
      { id: 1, name: "Another" },
      {
        id: 3,
        name: "Wallbox",
        description: "Charges at night, when it's cheap",
        callbackUrls: ["https://wallbox.example/callback"],
      },
    ])
    expect(api.subscriptions).toEqual([{ id: 1, app: "3", productId: 7, tier: "basic" }])
    const again = await run(api, inputs)
    expectDone(again, { created: "0", unchanged: "3", changed: "false" })
    expect(again.writes).toEqual([])
  })

  test("changes what differs, and refuses what the API cannot change", async () => {
    const api = new Charging()
    await run(api, { mode: "apply", "allow-delete": "true" })
    Object.assign(api.applications[1], { description: "by hand", callbackUrls: [] })
    expectDone(await run(api, { mode: "apply" }), { updated: "1", unchanged: "2" })
    expect(api.applications[1]).toMatchObject({ callbackUrls: ["https://wallbox.example/callback"] })
    const { run: other } = await run(api, {}, charging.manifest.replace("tier: basic", "tier: gold"))
    expect(other.outputs["error-code"]).toBe("immutable_changed")
  })

  test("refuses a misspelt field before anything is sent", async () => {
    const misspelt = charging.manifest.replace("callbackUrls", "callbackUrl")
    expectRefused(await run(new Charging(), {}, misspelt), "invalid_manifest", 'Did you mean "callbackUrls"')
  })
})

describe("the second module", () => {
  const session = "5e551on-t0ken-0f-the-r0b0ts"
  const robot = {
    key: "r1",
    name: "night-shift",
    owner: "Charging team",
    limits: { perDay: 100, perHour: 5 },
  }

  /** Two pages of robots, behind a login. */
  const handler =
    (items: Item[]): Handler =>
    ({ path, headers, body }) => {
      if (headers.tenant !== "t1") return { status: 400, body: {} }
      const sent = body ? JSON.parse(body) : {}
      if (path === "/sessions")
        return sent.realm === "field-test" && headers.authorization === undefined
          ? { status: 200, body: { sessionToken: session } }
          : { status: 403, body: {} }
      if (headers.authorization !== `Bearer ${session}`) return { status: 401, body: {} }
      if (path === "/robots/search")
        return {
          status: 200,
          body: { page: sent.page, pages: 2, robots: items.slice(sent.page - 1, sent.page) },
        }
      if (path.endsWith("/clearance"))
        return { status: 200, body: { id: 1, status: "REQUESTED", comment: "Please wait" } }
      return { status: 200, headers: { etag: '"1"' }, body: robot }
    }

  const run = (items: Item[], manifest = robots.manifest) =>
    provisionFile(manifest, {
      handler: handler(items),
      files: { "robots.mts": robots.module, "portal.d.ts": "" },
      inputs: { headers: "tenant: t1" },
    })

  test("logs in, reads all pages, and plans a create with its secret", async () => {
    const plan = await run([])
    expectDone(plan, { created: "2" })
    expect(plan.run.log).toContain("ROBOT_SECRET")
    expect(plan.run.masks).toContain(session)
  })

  test("finds what is there on the second page, with what waits for an approval", async () => {
    expectDone(await run([{ key: "r0", name: "another" }, robot]), {
      unchanged: "2",
      waiting: "1",
    })
  })

  test("replaces a robot by what it was and what is declared, without its key", async () => {
    const { run: planned } = await run([robot], robots.manifest.replace("perDay: 100", "perDay: 200"))
    const { actions } = JSON.parse(planned.files[basename(planned.outputs["plan-file"])])
    expect(actions).toEqual([
      expect.objectContaining({
        action: "update",
        requests: [
          expect.objectContaining({
            method: "PUT",
            body: { name: "night-shift", owner: "Charging team", limits: { perDay: 200, perHour: 5 } },
          }),
        ],
      }),
    ])
  })

  test("checks the name offline", async () => {
    const capital = robots.manifest.replace("night-shift", "Night")
    expectRefused(
      await run([], capital),
      "invalid_manifest",
      '"name" may have small letters and hyphens only.',
    )
  })
})

test("the reference names every member that a module may have", () => {
  const types = readFileSync("provision/portal.d.ts", "utf8")
  const reference = /^## Reference\n([\s\S]*?)^## /m.exec(page)?.[1] ?? ""
  const members = ["Portal", "Kind"].flatMap((name) => {
    const [, body = ""] =
      new RegExp(`^export interface ${name} \\{\\n([\\s\\S]*?)^\\}`, "m").exec(types) ?? []
    return [...body.matchAll(/^ {2}(\w+)[?(:]/gm)].map(([, member]) => member)
  })
  expect(members.length).toBeGreaterThan(30)
  const named = [...reference.matchAll(/`(\w+)/g)].map(([, member]) => member)
  expect(members.filter((member) => !named.includes(member))).toEqual([])
})

describe("types", () => {
  const folder = mkdtempSync(join(tmpdir(), "types-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  test("the second module fits the types that are shipped, and a misspelt member does not", () => {
    const check = (module: string) => {
      writeFileSync(join(folder, "robots.mts"), module)
      writeFileSync(join(folder, "portal.d.ts"), readFileSync("provision/portal.d.ts"))
      const options = [
        "--ignoreConfig",
        "--noEmit",
        "--strict",
        "--allowImportingTsExtensions",
        "--module",
        "preserve",
      ]
      const tsc = ["node_modules/typescript/bin/tsc", ...options, join(folder, "robots.mts")]
      return execFileSync(process.execPath, tsc, { encoding: "utf8" })
    }
    expect(check(robots.module)).toBe("")
    expect(() => check(robots.module.replace("shownOnce", "shownonce"))).toThrow(/Command failed/)
  })
})
