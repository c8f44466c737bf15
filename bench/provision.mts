// Measures a plan in which nothing differs: 200 apps with 3 subscriptions each, and a portal that answers in 5 ms with
// 100 items per page. Prints requests, time and memory of the whole process.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"

// node bench/provision.mts [ROUNDS]
const ROUNDS = Number(process.argv[2] ?? 10)
const [APPS, PRODUCTS, PAGE, ANSWER_MS] = [200, 3, 100, 5]

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at)
const products = numbers(PRODUCTS).map((id) => ({ id: `p${id}`, name: `Product ${id}` }))
const apps = numbers(APPS).map((id) => ({
  id: `a${id}`,
  name: `App ${id}`,
  description: `Charges wallbox ${id} at night`,
  callbackUrls: [`https://wallbox-${id}.example/callback`],
  settings: { night: true, limits: { perDay: 1000, perHour: 100 } },
}))
const subscriptions = apps.flatMap((app) =>
  products.map((product) => ({
    id: `${app.id}-${product.id}`,
    appId: app.id,
    productId: product.id,
    tier: "basic",
  })),
)

let requests = 0
const server = createServer((request, response) => {
  requests++
  const { pathname, searchParams } = new URL(request.url ?? "", "http://portal.test")
  const lists: Record<string, object[]> = {
    "/products": products,
    "/apps": apps,
    "/subscriptions": subscriptions,
  }
  const [, appId] = /^\/apps\/(\w+)\/subscriptions$/.exec(pathname) ?? []
  const all = appId ? subscriptions.filter((item) => item.appId === appId) : (lists[pathname] ?? [])
  const page = Number(searchParams.get("page") ?? 1)
  const items = all.slice((page - 1) * PAGE, page * PAGE)
  const next = page * PAGE < all.length ? page + 1 : undefined
  const answer = () =>
    response.setHeader("content-type", "application/json").end(JSON.stringify({ items, next }))
  setTimeout(answer, ANSWER_MS)
})
server.listen(0, "127.0.0.1")
await once(server, "listening")
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** @param list how the API lists subscriptions */
const portal = (list: string): string => `
const items = (answer) => answer.items
const next = (answer, request) => answer.next && { ...request, query: { page: answer.next } }
export default {
  name: "Bench",
  operations: {
    "list-products": "GET /products",
    "list-apps": "GET /apps",
    "list-subscriptions": "GET /apps/{app}/subscriptions",
    "list-all-subscriptions": "GET /subscriptions",
  },
  kinds: {
    product: { match: ["name"], list: (at) => at.call("list-products"), items, next },
    app: { collection: "apps", match: ["name"], unordered: ["callbackUrls"], list: (at) => at.call("list-apps"), items, next },
    subscription: {
      in: "app",
      collection: "subscriptions",
      match: ["product"],
      references: { product: "product" },
      fields: (item) => ({ product: item.productId, tier: item.tier }),
      next,
      ${list}
    },
  },
}`
const manifest = JSON.stringify({
  portal: "./portal.mjs",
  apps: apps.map(({ id: _, ...app }) => ({
    ...app,
    subscriptions: products.map(({ name }) => ({ product: name, tier: "basic" })),
  })),
})
const lists = {
  "a list for each app": {
    module: portal('list: (at) => at.call("list-subscriptions", { path: { app: at.parent.id } }), items,'),
    pages: 1 + 2 + APPS,
  },
  "one list for all apps": {
    module: portal(
      'list: (at) => at.call("list-all-subscriptions"), items: (answer, at) => items(answer).filter((item) => item.appId === at.parent.id),',
    ),
    pages: 1 + 2 + 6,
  },
}

const folder = mkdtempSync(join(tmpdir(), "bench-"))
writeFileSync(join(folder, "portal.yml"), manifest)
const env = {
  PATH: process.env.PATH,
  GITHUB_WORKSPACE: folder,
  GITHUB_OUTPUT: join(folder, "output"),
  GITHUB_STEP_SUMMARY: join(folder, "summary"),
  RUNNER_TEMP: folder,
  DEVPORTAL_ACCESS_TOKEN: "token-of-the-benchmark",
  INPUT_MANIFEST: "portal.yml",
  "INPUT_API-URL": url,
  INPUT_MODE: "plan",
}
const PEAK = 'process.on("exit", () => process._rawDebug(process.resourceUsage().maxRSS))'

interface Run {
  ms: number
  megabytes: number
  requests: number
}

async function plan(module: string): Promise<Run> {
  writeFileSync(join(folder, "portal.mjs"), module)
  for (const file of ["output", "summary"]) writeFileSync(join(folder, file), "")
  requests = 0
  const start = process.hrtime.bigint()
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${PEAK}`, "dist/provision/main.js"],
    {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    },
  )
  const [peak, [code]] = await Promise.all([text(child.stderr), once(child, "exit")])
  const ms = Number(process.hrtime.bigint() - start) / 1e6
  const output = readFileSync(join(folder, "output"), "utf8")
  if (code !== 0 || !/unchanged[\s\S]*?\n800\n/.test(output))
    throw new Error(`not as planned: ${code}\n${output}`)
  return { ms, megabytes: Number(peak) / 1024, requests }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

for (const [name, { module, pages }] of Object.entries(lists)) {
  const runs: Run[] = []
  for (let round = 0; round < ROUNDS; round++) runs.push(await plan(module))
  const most = Math.max(...runs.map((run) => run.requests))
  const time = median(runs.map(({ ms }) => ms)) / 1000
  const memory = median(runs.map(({ megabytes }) => megabytes))
  console.log(
    `${name.padEnd(22)} ${most} requests (pages: ${pages}), ${time.toFixed(2)} s, ${memory.toFixed(0)} MB (${ROUNDS} runs, medians)`,
  )
  if (most !== pages || time > 3) process.exitCode = 1
}
server.close()
rmSync(folder, { recursive: true })
