// The plan's client sends GET, and POST that is safe; whatever a portal module tries.
import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import type { Portal, Request } from "../../../provision/portal.d.ts"
import type { Answer, Connection } from "../../../src/provision/api/connection.ts"
import { logIn } from "../../../src/provision/api/login.ts"
import { createReader } from "../../../src/provision/api/reader.ts"
import type { Basis } from "../../../src/provision/portal/at.ts"
import { portalOf } from "../../../src/provision/portal/kinds.ts"
import { createOperations } from "../../../src/provision/portal/operations.ts"
import { Stop } from "../../../src/provision/problem.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"
import { engine, faultOn, withKind, withoutWaiting } from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"

const called = { portal: "Shop", name: "thing.list" }

/** A connection that records what is sent. */
function recording(answer: Partial<Answer> = {}) {
  const sent: Request[] = []
  const connection: Connection = {
    send: async (request) => {
      // What is changed from here on would still be sent.
      await Promise.resolve()
      sent.push(request)
      return { status: 200, headers: {}, body: {}, ...answer }
    },
    urlOf: ({ path }) => `https://portal.example${path}`,
    authorize: () => {},
  }
  return { sent, connection }
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "sent",
    (error: Stop) => (error instanceof Stop ? error.problem.code : String(error)),
  )

test("a request is sent exactly when it is a GET, or a POST whose safe is true", async () => {
  const method = fc.constantFrom(
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "get",
    "HEAD",
    "OPTIONS",
    "",
    "GET ",
    "__proto__",
  )
  const safe = fc.constantFrom<unknown>(undefined, true, false, 1, "true", {}, [])
  await fc.assert(
    fc.asyncProperty(method, safe, async (method, safe) => {
      const { sent, connection } = recording()
      const request = { operation: "list", method, path: "/things", query: {}, headers: {}, safe } as Request
      const outcome = await codeOf(createReader(connection).read(request, called))
      const may = method === "GET" || (method === "POST" && safe === true)
      expect(outcome).toBe(may ? "sent" : "invalid_portal")
      expect(sent.map((one) => one.method)).toEqual(may ? [method] : [])
    }),
  )
})

test("a request that changes when it is looked at is sent as it was checked", async () => {
  const { sent, connection } = recording()
  let looks = 0
  const request = {
    operation: "list",
    get method() {
      return looks++ === 0 ? "GET" : "DELETE"
    },
    path: "/things",
    query: {},
    headers: {},
  } as Request
  const reading = createReader(connection).read(request, called)
  Object.defineProperty(request, "method", { value: "DELETE" })
  await reading
  expect(sent.map(({ method }) => method)).toEqual(["GET"])
})

describe("a module that tries to write while a plan is made", () => {
  /** What is sent, and the codes of the problems. */
  async function planned(module: Portal) {
    const model = new Model({ pageSize: 1 })
    for (const name of ["A", "B"]) model.addTeam({ name })
    const sent: string[] = []
    const { problems } = await engine(
      { teams: [{ name: "A", apps: [{ name: "App" }] }] },
      {
        module,
        handler: (request) => {
          sent.push(`${request.method} ${request.path}`)
          return model.handler(request)
        },
      },
    ).plan()
    return {
      sent,
      codes: problems.map(({ code }) => code),
      texts: problems.map(({ say }) => say.flat().join(" ")),
    }
  }
  const byHand = (method: string, path: string): Request =>
    ({ operation: "list-teams", method, path, query: {}, headers: {}, safe: true }) as Request

  test.each<[title: string, module: Portal, name: string]>([
    [
      "by a POST that is not safe",
      withKind("team", { list: (at) => at.call("create-team", { body: {} }) }),
      "team.list",
    ],
    [
      "by a request made by hand",
      withKind("team", { list: () => byHand("DELETE", "/teams/team-1") }),
      "team.list",
    ],
    [
      "by a PATCH that is called safe",
      withKind("team", { list: (at) => at.call("update-team", { path: { teamId: 1 }, safe: true }) }),
      "team.list",
    ],
    [
      "by a request whose method it changes",
      withKind("team", { list: (at) => Object.assign(at.call("list-teams"), { method: "DELETE" }) }),
      "team.list",
    ],
    [
      "when it reads a nested list",
      withKind("app", { list: (at) => at.call("create-app", { path: { teamId: at.parent.id } }) }),
      "app.list",
    ],
  ])("%s is invalid_portal, and nothing of it is sent", async (_title, module, name) => {
    const { sent, codes, texts } = await planned(module)
    expect(sent.filter((line) => !line.startsWith("GET"))).toEqual([])
    expect(codes).toEqual(["invalid_portal"])
    expect(texts[0]).toContain(`${name} notReading`)
  })

  test.each<[title: string, next: NonNullable<Portal["kinds"][string]["next"]>]>([
    ["by the next page", (_, request) => ({ ...request, method: "DELETE" })],
    ["by the next page, as a POST", (_, request) => ({ ...request, method: "POST" })],
    [
      "by the request that it was given",
      (_, request) => {
        request.method = "PUT"
        return "/teams?page=2"
      },
    ],
  ])("%s is invalid_portal after the first page", async (_title, next) => {
    const { sent, codes, texts } = await planned(withKind("team", { next }))
    expect(sent).toEqual(["GET /teams"])
    expect(codes).toEqual(["invalid_portal"])
    expect(texts[0]).toContain("team.next notReading")
  })

  test("by a request that it changes after it was checked: it is sent as it was", async () => {
    let kept: Request | undefined
    const { sent, codes } = await planned(
      withKind("team", {
        list: (at) => {
          kept = at.call("list-teams")
          queueMicrotask(() => Object.assign(kept!, { method: "DELETE", path: "/teams/team-1" }))
          return kept
        },
        next: () => undefined,
      }),
    )
    expect(kept!.method).toBe("DELETE")
    expect(sent[0]).toBe("GET /teams")
    expect(sent.filter((line) => !line.startsWith("GET"))).toEqual([])
    expect(codes).toEqual([])
  })

  test("by a body that it changes before a second attempt: it is sent as it was", async () => {
    const bodies: string[] = []
    const { plan } = engine(
      { teams: [{ name: "A" }] },
      {
        module: withKind("team", {
          list: (at) => {
            const body = { filter: { name: "A" } }
            queueMicrotask(() => Object.assign(body.filter, { name: "B" }))
            return at.call("create-team", { body, safe: true })
          },
        }),
        handler: ({ body }) => {
          bodies.push(body)
          return { status: 200, body: { teams: [] } }
        },
        faultOf: faultOn("POST /teams", "not sent"),
      },
    )
    await withoutWaiting(plan)
    expect(bodies).toEqual(['{"filter":{"name":"A"}}'])
  })

  test("by a path that leads to another host: it stays behind api-url", async () => {
    for (const path of [
      "//elsewhere.example/teams",
      "@elsewhere.example/",
      "https://elsewhere.example/",
      ":8080/teams",
      "/\\elsewhere.example",
    ]) {
      const origins: string[] = []
      await engine(
        { teams: [{ name: "A" }] },
        {
          module: withKind("team", { list: () => byHand("GET", path) }),
          handler: () => ({ status: 200, body: { teams: [] } }),
          faultOf: ({ url }) => {
            origins.push(new URL(url).origin)
            return undefined
          },
        },
      ).plan()
      expect(origins).toEqual(["http://portal.test"])
    }
  })
})

describe("login is part of reading", () => {
  const loginBy = (request: (token: string) => unknown) => {
    const module = {
      name: "Shop",
      operations: { exchange: "POST /token", list: "GET /things" },
      kinds: { thing: { match: ["name"], list: () => [] } },
      login: {
        request,
        token: (answer: Wrong) => answer.token,
      },
    } as unknown as Portal
    const operations = createOperations(module, { overrides: new Map(), documented: undefined })
    const basis: Basis = { operations, options: {}, headers: {} }
    const { sent, connection } = recording({ body: { token: "own-token" } })
    const work = logIn(connection, { portal: portalOf(module), basis }, "token", new Secrets(() => {}))
    return { sent, work }
  }
  // biome-ignore lint/suspicious/noExplicitAny: the module of the test has no types
  type Wrong = any
  const made = (changes: object) => ({
    operation: "exchange",
    method: "POST",
    path: "/token",
    query: {},
    headers: {},
    ...changes,
  })

  test("a POST that is called safe is sent", async () => {
    const { sent, work } = loginBy(() => made({ safe: true }))
    expect(await work).toBe("own-token")
    expect(sent).toHaveLength(1)
  })

  test.each([
    ["a POST", made({})],
    ["a PUT that is called safe", made({ method: "PUT", safe: true })],
    ["a DELETE", made({ method: "DELETE" })],
    ["an unknown operation", made({ operation: "token", safe: true })],
    ["no request", "POST /token"],
  ])("%s is invalid_portal, and not sent", async (_title, request) => {
    const { sent, work } = loginBy(() => request)
    expect(await codeOf(work)).toBe("invalid_portal")
    expect(sent).toEqual([])
  })
})
