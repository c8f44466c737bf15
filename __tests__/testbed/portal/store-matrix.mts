// Every single fault of a run that creates two robots and stores two secrets of each. After each one must hold: a value
// is stored, or its command was shown, or it was said that nobody has it. And what the messages say repairs it.
import { Failure } from "../../../src/failure.ts"
import { problemText } from "../../../src/provision/messages/problems.ts"
import { type Problem, Stop } from "../../../src/provision/problem.ts"
import { type GitHubApi, gitHubApi, type Place } from "../github/api.mts"
import { appToken } from "../github/permissions.mts"
import { requestSentBy } from "../rotation/expect.mts"
import { sealedIn } from "../rotation/rotation.mts"
import {
  type AppliedResult,
  engine,
  engineFaults,
  type Fault,
  fits,
  responseOf,
  withoutWaiting,
} from "./engine.mts"
import { engineStore, githubToken, repositoryId } from "./engine-store.mts"
import { Model } from "./model.mts"

/** The request that has the fault, of those for the first robot. */
export const calls = ["public-key", "secret", "create", "look", "write 1", "write 2"] as const
export type Call = (typeof calls)[number]

export interface Case {
  place: Place
  call: Call
  fault: string
  lasting: boolean
  /** The GitHub secrets hold the values of robots that were there before. */
  outdated: boolean
  /** A signal arrives with the request; `late`: so long ago that this process will be killed soon. */
  signal: "none" | "asked" | "late"
}

/** What is asked of a server: to read, to create, or to store. */
type Kind = "read" | "create" | "write"
const kindOf = (call: Call): Kind =>
  call === "create" ? "create" : call.startsWith("write") ? "write" : "read"

const status =
  (code: number): Fault =>
  async () =>
    responseOf(code, {}, { message: "refused by the model" })
const processed =
  (fault: Fault): Fault =>
  async (request, answer) => {
    await answer()
    return fault(request, answer)
  }
const timeout: Fault = async () => {
  throw new Failure("timeout", { sent: true, seconds: 10 })
}

const { "400": _, ...cutAndDamaged } = engineFaults
const refusals = { "401": status(401), "403": status(403), "404": status(404), "422": status(422) }
const faults: Record<string, Fault> = {
  none: (_request, answer) => answer(),
  ...cutAndDamaged,
  ...refusals,
  "timeout before": timeout,
  "timeout after": processed(timeout),
  "403 after": processed(refusals["403"]),
  "422 after": processed(refusals["422"]),
}

/** Reading changes nothing, so it makes no difference whether it was processed; and who refuses to create does not. */
const skips: Record<Kind, RegExp> = { read: / after$/, create: /^4.. after$/, write: /^$/ }
const faultsOf = (call: Call): string[] =>
  Object.keys(faults)
    .filter((fault) => !skips[kindOf(call)].test(fault))
    // That is an answer: there is no such secret.
    .filter((fault) => call !== "secret" || fault !== "404")

/** Each of some with each of others. */
const crossed = <A extends object, B extends object>(some: A[], others: B[]): (A & B)[] =>
  some.flatMap((one) => others.map((other) => ({ ...one, ...other })))

export function allCases(): Case[] {
  const faulty = calls.flatMap((call) => faultsOf(call).map((fault) => ({ call, fault })))
  const places = (["repository", "environment", "organization"] as const).map((place) => ({ place }))
  const signals = (["none", "asked", "late"] as const).map((signal) => ({ signal }))
  const settings = crossed([{ lasting: false }, { lasting: true }], [{ outdated: false }, { outdated: true }])
  return crossed(crossed(faulty, places), crossed(settings, signals))
}

/** A selection that is small enough for every test run. */
export const essentialCases = (): Case[] =>
  allCases().filter(({ place, call, fault, lasting, outdated, signal }) => {
    if (place !== "repository")
      return place === "organization" && call === "write 1" && lasting && signal === "none"
    if (signal !== "none") return (kindOf(call) !== "read" || fault === "none") && !lasting && !outdated
    return !outdated || !lasting
  })

export const nameOf = ({ place, call, fault, lasting, outdated, signal }: Case): string =>
  `${place}: ${call}: ${fault}${lasting ? ", for good" : ""}${outdated ? ", over outdated secrets" : ""}${signal === "none" ? "" : `, cancelled (${signal})`}`

const robot = (name: string) => ({
  name,
  store: { secret: `${name}_SECRET`, refreshToken: `${name}_REFRESH` },
})
const manifest = { teams: [{ name: "A" }], robots: [robot("R1"), robot("R2")] }
const secretNames = ["R1_SECRET", "R1_REFRESH", "R2_SECRET", "R2_REFRESH"]

const patterns: Record<Exclude<Call, "look">, RegExp> = {
  "public-key": /^GET .*\/secrets\/public-key$/,
  secret: /^GET .*\/secrets\/R1_SECRET$/,
  create: /^POST \/robots$/,
  "write 1": /^PUT .*\/secrets\/R1_SECRET$/,
  "write 2": /^PUT .*\/secrets\/R1_REFRESH$/,
}

interface World {
  place: Place
  model: Model
  github: GitHubApi
}

interface Ran extends Pick<AppliedResult, "codes" | "texts" | "told" | "hasChanged"> {
  /** Undefined when nothing was tried, since a place could not be proven. */
  counts: AppliedResult["counts"] | undefined
  commands: string[]
  /** Secrets that were written. */
  puts: string[]
  /** Writes that the portal has processed. */
  writes: string[]
}

/** One run, with the fault of a case or without any. */
async function runIn({ place, model, github }: World, given?: Case): Promise<Ran> {
  const late = new AbortController()
  let isCancelled = false
  let left = given?.lasting ? 100 : 1
  let created = 0
  const faultOf = (request: Parameters<Fault>[0]): Fault | undefined => {
    const isCreate = fits(request, "POST /robots")
    if (isCreate) created++
    if (!given) return undefined
    const line = `${request.method} ${new URL(request.url).pathname}`
    const isMeant =
      given.call === "look"
        ? created === 1 && fits(request, "GET /robots")
        : patterns[given.call].test(line) && created <= 1
    if (!isMeant || left-- <= 0) return undefined
    if (given.signal !== "none") isCancelled = true
    if (given.signal === "late") late.abort()
    return faults[given.fault]
  }
  const opened = await engineStore({ place, github, faultOf, late: late.signal })
  const before = model.writes.length
  const { plan, apply } = engine(manifest, {
    handler: model.handler,
    store: opened.store,
    faultOf,
    isCancelled: () => isCancelled,
  })
  const refused = (problems: readonly Problem[]) => ({
    codes: problems.map(({ code }) => code),
    texts: problems.map(problemText),
    told: [],
    hasChanged: false,
    counts: undefined,
  })
  // As the step does it: nothing is applied as long as anything is wrong with the plan.
  const applied = await withoutWaiting(async () => {
    const planned = await plan()
    return planned.problems.length > 0 ? refused(planned.problems) : apply(planned)
  }).catch((error: unknown) => {
    if (!(error instanceof Stop)) throw error
    return refused([error.problem])
  })
  return {
    ...applied,
    commands: opened.commands,
    puts: opened.log.filter((line) => line.startsWith("PUT ")),
    writes: model.writes.slice(before),
  }
}

type Where = "stored" | "shown" | "said to be lost" | "unsaid"

interface Value {
  robot: string
  secret: string
  where: Where
}

/** Where each value of each robot at the portal is. */
function valuesIn(
  { place, model, github }: World,
  { commands, texts }: Pick<Ran, "commands" | "texts">,
): Value[] {
  const shown = commands.map(
    (command) => `${requestSentBy(command).path.split("/").at(-1)} ${github.open(place, sealedIn(command))}`,
  )
  return model.robots.flatMap(({ name, secret, refreshToken }) =>
    [
      { secret: `${name}_SECRET`, value: secret, called: "secret" },
      { secret: `${name}_REFRESH`, value: refreshToken, called: "refreshToken" },
    ].map(({ secret, value, called }): Value => {
      const isSaid = texts.some(
        (text) =>
          text.startsWith(`robots/${name}: `) &&
          text.includes("nobody has the value") &&
          text.includes(`"${called}"`),
      )
      const where =
        github.stored(place, secret)?.value === value
          ? "stored"
          : shown.includes(`${secret} ${value}`)
            ? "shown"
            : isSaid
              ? "said to be lost"
              : "unsaid"
      return { robot: name, secret, where }
    }),
  )
}

/** What a person does who has read the messages: runs the commands, and deletes the robots whose values are lost. */
function repair({ model, github }: World, values: Value[], { commands }: Pick<Ran, "commands">): void {
  for (const command of commands) {
    const { path, body } = requestSentBy(command)
    const headers = { host: "github.test", "user-agent": "gh", authorization: `Bearer ${githubToken}` }
    const request = { at: 0, bytes: 0, complete: true, method: "PUT", path, headers, fields: [] }
    void github.handler({ ...request, body: JSON.stringify(body) })
  }
  for (const { robot: name, where } of values)
    if (where === "said to be lost") {
      const at = model.robots.findIndex((known) => known.name === name)
      if (at >= 0) model.robots.splice(at, 1)
    }
}

export interface Verdict {
  where: Where[]
  codes: string[]
  violations: string[]
}

export async function runCase(given: Case): Promise<Verdict> {
  const { place, outdated, call } = given
  const github = await gitHubApi({ tokens: { [githubToken]: appToken } })
  const world = { place, github, model: new Model() }
  const shared = place === "organization" ? { visibility: "selected" as const, repositoryIds: [7, 8] } : {}
  for (const name of secretNames) if (outdated) github.store(place, name, { value: "outdated", ...shared })

  const first = await runIn(world, given)
  const values = valuesIn(world, first)
  const { counts } = first
  const names = world.model.robots.map(({ name }) => name)
  const robots = names.length
  const created = world.model.teams.length + robots
  const areAllStored = robots === 2 && values.every(({ where }) => where === "stored")
  const isSafe = values.every(({ where }) => where === "stored")
  const puts = first.puts.length

  const second = await runIn(world)
  const told = {
    commands: [...first.commands, ...second.commands],
    texts: [...first.texts, ...second.texts],
  }
  repair(world, valuesIn(world, told), first)
  const third = await runIn(world)
  const thirdValues = valuesIn(world, third)
  const fourth = await runIn(world)
  const sharing = secretNames.map((name) => github.stored(place, name)?.repositoryIds.join())

  const output = [first, second, third].flatMap(({ texts, told, commands }) => [
    ...texts,
    ...told,
    ...commands,
  ])
  const secrets = [...world.model.secrets, githubToken]
  const isUnknown = first.codes.includes("unknown_outcome")
  const rules: Record<string, boolean> = {
    "a value is lost, and nothing says so": values.every(({ where }) => where !== "unsaid") || isUnknown,
    "a robot was created twice": robots === new Set(names).size,
    "success although a value is not stored": first.codes.length > 0 || areAllStored,
    "a failure although everything is stored":
      first.codes.length === 0 || !areAllStored || call === "look" || given.signal !== "none",
    "created after a write had failed for good":
      robots < 2 || values.every(({ where, robot: name }) => name !== "R1" || where !== "shown"),
    "something was written although a place could not be proven":
      counts !== undefined || (first.writes.length === 0 && puts === 0),
    "a resource is not counted": !counts || sum(counts) === 3,
    "what was created is not counted": !counts || call === "look" || counts.created === created || isUnknown,
    "a change is not told": first.hasChanged === first.writes.length > 0 || isUnknown,
    "a secret is visible": !secrets.some((secret) => output.some((text) => text.includes(secret))),
    "what is stored was stored again":
      !isSafe || !second.puts.some((put) => values.some(({ secret }) => put.endsWith(`/${secret}`))),
    "the second run does not say that a value is missing":
      outdated ||
      isSafe ||
      (`${second.codes}` === "store_failed" && second.writes.length + second.puts.length === 0),
    "the second run fails although nothing is missing": !isSafe || second.codes.length === 0,
    "it cannot be repaired as the messages say":
      third.codes.length === 0 &&
      thirdValues.length === 4 &&
      thirdValues.every(({ where }) => where === "stored"),
    "a run without differences changes something":
      !fourth.hasChanged && fourth.writes.length + fourth.puts.length + fourth.codes.length === 0,
    "a secret is not shared as it should be":
      place !== "organization" || sharing.every((ids) => ids === (outdated ? "7,8" : `${repositoryId}`)),
  }
  const broken = Object.keys(rules).filter((rule) => !rules[rule])
  return {
    where: values.map(({ where }) => where),
    codes: first.codes,
    violations: broken.map(
      (rule) => `${nameOf(given)}: ${rule} [${first.codes}] [${second.codes}] [${third.codes}]`,
    ),
  }
}

const sum = ({ created, updated, deleted, unchanged, failed, notTried }: AppliedResult["counts"]): number =>
  created + updated + deleted + unchanged + failed + notTried
