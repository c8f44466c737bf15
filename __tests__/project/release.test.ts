// What a runner downloads and loads is small, does not contain what was left out on purpose, and is pinned.
import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join, relative, resolve } from "node:path"
import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"
import { type RunOptions, type RunResult, runAction, runPost } from "../testbed/runner/runner.mts"
import { application } from "../testbed/runner/scenario.mts"
import { certificates } from "../testbed/servers/certificates.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import { type ProxyServer, startProxy } from "../testbed/servers/proxy.mts"

const kB = 1024

let scratch: string
let server: FaultServer
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "release-"))
  server = await startFaultServer()
})
afterAll(async () => {
  await server.close()
  rmSync(scratch, { recursive: true })
})

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const read = (path: string): string => readFileSync(path, "utf8")
const exchange = (options: RunOptions = {}): Promise<RunResult> =>
  runAction({ ...options, inputs: { "token-endpoint": server.url(), ...application, ...options.inputs } })

describe("the archive that a runner downloads", () => {
  let tar: Buffer
  let folder: string
  beforeAll(() => {
    tar = execFileSync("git", ["archive", "--worktree-attributes", "HEAD"], { maxBuffer: 64 * kB * kB })
    folder = join(scratch, "archive")
    mkdirSync(folder)
    execFileSync("tar", ["-xf", "-"], { cwd: folder, input: tar })
  })

  test("has at most 300 kB, with both actions", () => {
    expect(gzipSync(tar, { level: 9 }).length).toBeLessThanOrEqual(300 * kB)
  })

  test("contains the code, its documents, and nothing else", () => {
    const paths = files(folder).map((path) => relative(folder, path).replaceAll("\\", "/"))
    const others = paths.filter((path) => !path.startsWith("dist/"))
    expect(others.sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "action.yml",
      "provision/action.yml",
      "provision/portal.d.ts",
    ])
    expect(paths).toContain("dist/licenses.txt")
  })

  test("is sufficient for the main and the post step", async () => {
    const endpoint = { "revocation-endpoint": server.url("/revoke") }
    const main = await exchange({ action: folder, inputs: endpoint })
    expect(main).toMatchObject({ exitCode: 0, stderr: "", outputs: { "access-token": "an-access-token" } })
    const post = await runPost(main)
    expect(post).toMatchObject({ exitCode: 0, stderr: "" })
    expect(server.requests.at(-1)).toMatchObject({ path: "/revoke" })
  })
})

describe("a usual run", () => {
  const rare = {
    "hints about failures": "token/messages/hints/keycloak.js",
    "write-back of a secret": "build/github/secret-store.js",
    "sealed box": "node_modules/@noble/ciphers/",
    "signed assertions": "node_modules/jose/",
    discovery: ".well-known/openid-configuration",
    "tunnel through a proxy": "tunneling socket could not be established, cause=",
  }
  const loading = async (options: RunOptions = {}) => {
    const record = join(scratch, "loading.json")
    const preload = ["--require", resolve("__tests__/testbed/units/record-loading.cjs")]
    const run = await exchange({ ...options, nodeArgs: preload, env: { ...options.env, LOADING: record } })
    const { files, node } = JSON.parse(read(record)) as { files: string[]; node: string[] }
    return { run, node, files: files.filter((path) => path.startsWith(resolve("dist"))) }
  }

  test("loads at most 200 kB, and none of the rare paths", async () => {
    const { run, files: loaded } = await loading()
    expect(run.exitCode).toBe(0)
    expect(loaded.reduce((total, path) => total + statSync(path).size, 0)).toBeLessThanOrEqual(200 * kB)
    const text = loaded.map(read).join("")
    const all = files("dist").map(read).join("")
    for (const [path, mark] of Object.entries(rare)) {
      expect({ path, built: all.includes(mark), loaded: text.includes(mark) }).toEqual({
        path,
        built: true,
        loaded: false,
      })
    }
  })

  test("loads only ASCII, which Node reads faster and stores in half the memory", async () => {
    const { files: loaded } = await loading()
    expect(
      loaded
        .map(read)
        .join("")
        .match(/.*[^\0-\x7f].*/g),
    ).toBeNull()
  })

  test("loads none of Node's modules that are slow to load and not needed", async () => {
    const { node } = await loading()
    expect(node).toContain("https")
    for (const name of ["internal/deps/undici/undici", "child_process", "assert", "worker_threads"]) {
      expect(node).not.toContain(name)
    }
  })

  test("uses the real tunnel, which needs assert, when there is a proxy", async () => {
    const secure = await startFaultServer([], { https: true })
    const proxy: ProxyServer = await startProxy()
    const { run, node } = await loading({
      inputs: {
        "token-endpoint": secure.url("/token", "iam.example.test"),
        "ca-certificate": (await certificates()).ca.cert,
      },
      env: { HTTPS_PROXY: proxy.url() },
    })
    await Promise.all([secure.close(), proxy.close()])
    expect(run.exitCode).toBe(0)
    expect(proxy.requests).toEqual([expect.objectContaining({ method: "CONNECT" })])
    expect(node).toContain("assert")
  })
})

describe("left out of every bundle", () => {
  const bundles = files("dist").filter((path) => path.endsWith(".js"))

  test.each([
    ["undici", /UND_ERR_|internal\/deps\/undici|class Agent extends DispatcherBase/],
    ["@actions/exec", /ToolRunner|node_modules\/@actions\/exec/],
    ["@actions/io", /node_modules\/@actions\/io/],
    ["ways to start a program", /require\(["'](node:)?(child_process|cluster|worker_threads|vm)["']\)/],
    ["code generated from text", /\beval\(|new Function\(/],
  ])("%s", (_, sign) => {
    expect(bundles.filter((path) => sign.test(read(path)))).toEqual([])
  })

  test("and a stand-in says so when it is called", async () => {
    const standIn = (name: string) => import(`../../vendor/${name}/index.js`)
    const { ProxyAgent } = await standIn("undici")
    expect(() => new ProxyAgent()).toThrow(/undici is left out .* use HttpClient\.getAgent\(\)/)
    const { getExecOutput } = await standIn("exec")
    expect(() => getExecOutput()).toThrow("@actions/exec is left out of this bundle")
  })

  test("tunnel, except for the chunk that is loaded for a proxy", () => {
    const require = createRequire(resolve("package.json"))
    const standIn = require("tunnel")
    expect(Object.keys(standIn)).toEqual(
      Object.keys(require("tunnel-agents")).filter((name) => /^http/.test(name)),
    )
    for (const open of Object.values<() => void>(standIn))
      expect(open).toThrow("tunnel is left out of this bundle")
  })
})

describe("pinned", () => {
  test("the action runs on Node 24", () => {
    expect(yaml.load(read("action.yml"))).toMatchObject({ runs: { using: "node24" } })
  })

  test("the lockfile has no download host, but a hash of every package", () => {
    const packages = Object.entries<Record<string, unknown>>(JSON.parse(read("package-lock.json")).packages)
    const others = packages.filter(([path]) => path.startsWith("node_modules/"))
    expect(others.length).toBeGreaterThan(100)
    for (const [path, { resolved, link, integrity }] of others) {
      const local = link ? /^vendor\// : /^sha512-/
      expect({ path, from: String(link ? resolved : integrity) }).toEqual({
        path,
        from: expect.stringMatching(local),
      })
      if (!link) expect({ path, resolved }).toEqual({ path, resolved: undefined })
    }
  })

  test("every action of others is pinned to a commit, with the version as a comment", () => {
    const workflows = [".github", "examples", "systems/workflows"]
      .flatMap(files)
      .filter((path) => /\.ya?ml$/.test(path))
    const uses = workflows.flatMap((path) =>
      [...read(path).matchAll(/^[\s-]*uses: +(?:&\w+ +)?([^*\n].*)$/gm)].map(([, name]) => ({ path, name })),
    )
    expect(uses.length).toBeGreaterThan(10)
    const ours = /^(\$\/\S*|org\/devportal-token-action(\/\S+)?@v1)$/
    const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/
    expect(uses.filter(({ name }) => !ours.test(name) && !pinned.test(name))).toEqual([])
  })
})
