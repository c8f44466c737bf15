// Plans and applies in this process, with the model portal in place of a network: for tables and properties.
import type { Kind, Portal as PortalModule } from "../../../provision/portal.d.ts"
import { Failure } from "../../../src/failure.ts"
import { createAttempts, type Limits } from "../../../src/http/attempts.ts"
import type { HttpRequest, HttpResponse } from "../../../src/http/client.ts"
import { createConnection } from "../../../src/provision/api/connection.ts"
import { createReader } from "../../../src/provision/api/reader.ts"
import { serverText } from "../../../src/provision/api/secret-fields.ts"
import { applyPlan } from "../../../src/provision/apply/apply.ts"
import { createWriter } from "../../../src/provision/apply/writer.ts"
import { countsOf } from "../../../src/provision/counts.ts"
import { resolveReferences } from "../../../src/provision/manifest/references.ts"
import { declaredResources } from "../../../src/provision/manifest/resources.ts"
import { problemText } from "../../../src/provision/messages/problems.ts"
import { type PlanFile, planFileOf } from "../../../src/provision/plan/plan-file.ts"
import { type Entry, makePlan, type Plan } from "../../../src/provision/plan/planner.ts"
import type { Basis } from "../../../src/provision/portal/at.ts"
import { checkModule } from "../../../src/provision/portal/check-module.ts"
import { type Portal, portalOf } from "../../../src/provision/portal/kinds.ts"
import { createOperations } from "../../../src/provision/portal/operations.ts"
import type { Problem } from "../../../src/provision/problem.ts"
import { planStores } from "../../../src/provision/store/plan-store.ts"
import type { Store } from "../../../src/provision/store/store.ts"
import { storesSomething } from "../../../src/provision/store/values.ts"
import type { Resource } from "../../../src/provision/subject.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"
import type { Handler } from "../servers/fault-server.mts"
import { render } from "../servers/wire.mts"
import { token } from "./model.mts"
import modelModule from "./portal.mjs"

export { withoutWaiting } from "../units/jumping-clock.mts"

/** What happens to a request in place of an answer, or besides it. */
export type Fault = (request: HttpRequest, answer: () => Promise<HttpResponse>) => Promise<HttpResponse>

export interface EngineOptions {
  handler: Handler
  /** In place of the model's portal module. */
  module?: PortalModule
  /** Which fault this request has, if any. */
  faultOf?: (request: HttpRequest) => Fault | undefined
  limits?: Partial<Limits>
  /** Made when it is clear what is declared. */
  store?: (resources: Resource[]) => Promise<Store>
  isCancelled?: () => boolean
  allowDelete?: boolean
  /** Hears each line of what is told, at once. */
  onTold?: (line: string) => void
}

export interface AppliedResult {
  entries: Entry[]
  problems: Problem[]
  /** The codes of the problems, and their texts. */
  codes: string[]
  texts: string[]
  hasChanged: boolean
  counts: ReturnType<typeof countsOf>
  /** What was told, such as `done create teams/A`. */
  told: string[]
}

export interface Engine {
  portal: Portal
  resources: Resource[]
  plan: () => Promise<Plan>
  /** The actions of a plan, as the plan file has them. */
  fileOf: (plan: Plan) => PlanFile
  apply: (plan: Plan) => Promise<AppliedResult>
  /** A new plan, and its apply. */
  run: () => Promise<AppliedResult>
}

/** The model's portal module with changes to one of its kinds, and more operations. */
export const withKind = (
  name: string,
  changes: Partial<Kind>,
  operations: Record<string, string> = {},
): PortalModule => ({
  ...modelModule,
  operations: { ...modelModule.operations, ...operations },
  kinds: { ...modelModule.kinds, [name]: { ...modelModule.kinds[name], ...changes } },
})

const failNow = (problem: Problem) => {
  throw new Error(problemText(problem))
}

/** @param manifest the manifest's data, as YAML would give it, without `portal` */
export function engine(manifest: object, options: EngineOptions): Engine {
  const module = checkModule(options.module ?? modelModule, "portal.mjs", failNow)!
  const portal = portalOf(module)
  const place = { file: "portal.yml", line: 1, column: 1 }
  const source = { file: "portal.yml", data: manifest, placeOf: () => place, placeOfKey: () => place }
  const resources = declaredResources([source], portal, failNow)
  resolveReferences(resources, portal, failNow)
  const operations = createOperations(module, { overrides: new Map(), documented: undefined })
  const basis: Basis = { operations, options: {}, headers: {} }

  const secrets = new Secrets(() => {})
  const limits = { timeout: 1, deadline: 60, maxAttempts: 3, ...options.limits }
  const stop = { begin: new AbortController().signal, finish: new AbortController().signal }
  const connect = () => {
    const connection = createConnection({
      apiUrl: "http://portal.test",
      headers: {},
      module,
      send: senderTo(options),
      attempts: createAttempts(limits, stop, () => {}),
      secrets,
      serverText: serverText(secrets, module),
      isInferred: () => false,
      onSend: () => {},
    })
    connection.authorize(token)
    return connection
  }
  const { allowDelete = true, isCancelled = () => false, onTold = () => {} } = options
  let opened: Promise<Store> | undefined
  const store = async (): Promise<Store | undefined> => {
    opened ??= options.store?.(resources.filter(storesSomething))
    return opened
  }

  const self: Engine = {
    portal,
    resources,
    async plan() {
      const open = await store()
      const reader = createReader(connect())
      const plan = await makePlan({ portal, basis, resources, reader }, { allowDelete })
      const unstored = open ? planStores(plan, open, portal) : []
      return { ...plan, problems: [...plan.problems, ...unstored] }
    },
    fileOf: (plan) =>
      planFileOf(
        plan,
        {
          portal: { name: "portal.mjs" },
          secretFields: [],
          apiUrl: "http://portal.test",
          headers: {},
          secretName: (name) => name,
        },
        (text) => text,
      ),
    async apply(plan) {
      const connection = connect()
      const told: string[] = []
      const tell = (line: string) => {
        told.push(line)
        onTold(line)
      }
      const { entries, problems, hasChanged } = await applyPlan(
        plan,
        {
          portal,
          basis,
          resources,
          connection,
          finishing: connection,
          write: createWriter(connection),
          located: plan.located,
          maxAttempts: limits.maxAttempts,
          isCancelled,
          over: stop.finish,
          store: await store(),
        },
        {
          done: ({ resource, assessment }, { takenOver }) =>
            tell(`${takenOver ? "took over" : "done"} ${assessment!.verb} ${resource.address}`),
          notTried: ({ resource }) => tell(`not tried ${resource.address}`),
        },
      )
      return {
        entries,
        problems,
        codes: problems.map(({ code }) => code),
        texts: problems.map(problemText),
        hasChanged,
        counts: countsOf(entries),
        told,
      }
    },
    run: async () => self.apply(await self.plan()),
  }
  return self
}

function senderTo({ handler, faultOf }: EngineOptions) {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const answer = async (): Promise<HttpResponse> => {
      const { pathname, search } = new URL(request.url)
      const {
        status,
        headers = {},
        body,
      } = await handler({
        at: Date.now(),
        bytes: 0,
        complete: true,
        method: request.method,
        path: pathname + search,
        headers: request.headers,
        body: request.body ?? "",
        fields: [],
      })
      return responseOf(status, headers, body)
    }
    // Even the fastest portal answers later, not at once.
    await Promise.resolve()
    const fault = faultOf?.(request)
    return fault ? fault(request, answer) : answer()
  }
}

export function responseOf(
  status: number,
  headers: Record<string, string> = {},
  content: string | object | undefined = undefined,
): HttpResponse {
  const { body } = render({ status, headers, ...(content === undefined ? {} : { body: content }) })
  const json: unknown = typeof content === "object" ? JSON.parse(body) : undefined
  return { status, headers, body, tooLarge: false, json }
}

const lost = () => new Failure("connection", { sent: true, cause: "ECONNRESET" })

/** Faults of a request, by what the client sees, and whether the portal has processed it by then. */
export const engineFaults = {
  "not sent": async () => {
    throw new Failure("connection", { sent: false, cause: "ECONNREFUSED" })
  },
  "lost before": async () => {
    throw lost()
  },
  "lost after": async (_, answer) => {
    await answer()
    throw lost()
  },
  "500 before": async () => responseOf(500),
  "500 after": async (_, answer) => {
    await answer()
    return responseOf(500)
  },
  "429": async () => responseOf(429),
  "503 with Retry-After": async () => responseOf(503, { "retry-after": "1" }),
  "400": async () => responseOf(400, {}, { error: { code: "no", message: "the portal says no" } }),
  "HTML before": async () => responseOf(200, { "content-type": "text/html" }, "<title>Sign in</title>"),
  "HTML after": async (_, answer) => {
    await answer()
    return responseOf(200, { "content-type": "text/html" }, "<title>Sign in</title>")
  },
  "empty before": async () => responseOf(200),
  "empty after": async (_, answer) => {
    await answer()
    return responseOf(200)
  },
} satisfies Record<string, Fault>

/**
 * A fault for the first so many requests that fit, such as `PUT /apps/*`.
 * @param skip so many requests are answered as usual before
 */
export function faultOn(
  pattern: string,
  fault: Fault | keyof typeof engineFaults,
  { times = 1, skip = 0 }: { times?: number; skip?: number } = {},
): Required<EngineOptions>["faultOf"] {
  let [left, passing] = [times, skip]
  return (request) => {
    if (!fits(request, pattern) || passing-- > 0 || left <= 0) return undefined
    left--
    return typeof fault === "string" ? engineFaults[fault] : fault
  }
}

/** Whether a request is one like `PUT /apps/*`. */
export function fits({ method, url }: { method: string; url: string }, pattern: string): boolean {
  const [verb, path = ""] = pattern.split(" ")
  const escaped = path.replace(/[.?+^$[\]{}()|\\]/g, "\\$&").replaceAll("*", "[^/]+")
  return method === verb && new RegExp(`^${escaped}$`).test(new URL(url).pathname)
}
