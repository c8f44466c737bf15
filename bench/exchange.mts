// Measures the time of a step: the whole process of an exchange over HTTPS, compared with a bare script, in turns.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { certificates } from "../__tests__/testbed/servers/certificates.mts"

// node bench/exchange.mts [ROUNDS [FOLDER]]: FOLDER contains another build of dist/, to compare this one with.
const [ROUNDS, OTHER] = [Number(process.argv[2] ?? 60), process.argv[3]]

const { ca, server: identities } = await certificates()
const answer = JSON.stringify({ access_token: "a".repeat(900), token_type: "Bearer", expires_in: 3600 })
const server = createServer({ key: identities.good.key, cert: identities.good.cert }, (request, response) => {
  request.resume().on("end", () => response.setHeader("content-type", "application/json").end(answer))
})
server.listen(0, "127.0.0.1")
await once(server, "listening")

const folder = mkdtempSync(join(tmpdir(), "bench-"))
const file = (name: string, content = "") => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const endpoint = `https://localhost:${(server.address() as AddressInfo).port}/token`
const credentials = {
  id: "bench-client",
  secret: "bench-secret-of-32-characters-xx",
  audience: "https://api.example/",
}
const common = {
  PATH: process.env.PATH,
  NODE_EXTRA_CA_CERTS: file("ca.pem", ca.cert),
  GITHUB_OUTPUT: file("output"),
  GITHUB_ENV: file("env"),
  GITHUB_STATE: file("state"),
  GITHUB_STEP_SUMMARY: file("summary"),
}
const action = {
  ...common,
  "INPUT_TOKEN-ENDPOINT": endpoint,
  "INPUT_CLIENT-ID": credentials.id,
  "INPUT_CLIENT-SECRET": credentials.secret,
  INPUT_AUDIENCE: credentials.audience,
}
const candidates: Record<string, { args: string[]; env: object }> = {
  "node -e 0": { args: ["-e", "0"], env: common },
  "loading the bundle alone": { args: ["dist/post.js"], env: common },
  "bare script, whole exchange": {
    args: ["bench/bare.cjs"],
    env: {
      ...common,
      ENDPOINT: endpoint,
      CLIENT_ID: credentials.id,
      CLIENT_SECRET: credentials.secret,
      AUDIENCE: credentials.audience,
    },
  },
  "this action, whole exchange": { args: ["dist/main.js"], env: action },
  ...(OTHER && { "the other build, whole exchange": { args: [join(OTHER, "main.js")], env: action } }),
}

async function time({ args, env }: { args: string[]; env: object }): Promise<number> {
  const start = process.hrtime.bigint()
  const child = spawn(process.execPath, args, {
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit"],
  })
  const [code] = await once(child, "exit")
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]))
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, candidate] of Object.entries(candidates)) times.get(name)!.push(await time(candidate))
}
server.close()
rmSync(folder, { recursive: true })

const medians = new Map([...times].map(([name, values]) => [name, median(values)]))
for (const [name, value] of medians) console.log(`${name.padEnd(30)} ${value.toFixed(1).padStart(7)} ms`)
const ratio = (a: string, b: string) => (medians.get(a)! / medians.get(b)!).toFixed(2)
console.log(
  `whole exchange: ${ratio("this action, whole exchange", "bare script, whole exchange")} × the bare script`,
)
console.log(
  `loading alone: ${ratio("loading the bundle alone", "node -e 0")} × node -e 0  (${ROUNDS} rounds in turns, medians)`,
)
