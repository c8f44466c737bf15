// Copies of the sources with one deliberate defect each, to show that the matrix or a property finds it.
import { execFile } from "node:child_process"
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

interface Edit {
  /** Below `src/`. */
  file: string
  from: string
  to: string
}

export interface Alteration {
  name: string
  edits: Edit[]
  /** Part of the names of the cases, or of the property, that find it. */
  cases: string
  finds: string
}

const action = "provision/apply/action.ts"
const settle = "provision/apply/settle.ts"
const twice = "something is there twice"
const repeated = "a POST or PATCH was repeated that may have been processed"
const FAILED = "violation: Property failed"
const undone = "never undoes what it has not seen"

export const alterations: Alteration[] = [
  {
    name: "a POST whose answer was lost is sent again",
    edits: [{ file: "provision/apply/writer.ts", from: "{ replayable: false }", to: "{ replayable: true }" }],
    cases: "POST teams/New/apps/Charger: cut",
    finds: repeated,
  },
  {
    name: "after a lost answer nobody looks",
    edits: [
      {
        file: settle,
        from: "const seen = await lookUntil(isDone, sent).catch(blind)",
        to: "const seen = (await Promise.resolve(undefined)) as { right: boolean } | undefined",
      },
    ],
    cases: "PATCH teams/Old: cut, done",
    finds: 'the code is "partially_applied" instead of ""',
  },
  {
    name: "deletions come first",
    edits: [
      {
        file: "provision/plan/order.ts",
        from: `    ...all.filter(({ declared }) => !declared.absent),
    ...all.filter(({ declared }) => declared.absent).reverse(),`,
        to: `    ...all.filter(({ declared }) => declared.absent).reverse(),
    ...all.filter(({ declared }) => !declared.absent),`,
      },
    ],
    cases: "GET /plans: 429",
    finds: "a deletion was sent before another write",
  },
  {
    name: "counts come from the plan",
    edits: [
      {
        file: "provision/apply/apply.ts",
        from: "verb: done?.verb ?? assessment.verb",
        to: "verb: assessment.verb",
      },
    ],
    cases: "somebody changes it as declared before request 17",
    finds: "an action of `resources` is not what was done",
  },
  {
    name: "nothing is read again before a write",
    edits: [{ file: action, from: "const before = await this.#look()", to: "const before = this.#located" }],
    cases: undone,
    finds: FAILED,
  },
  {
    name: "an accepted write is believed",
    edits: [{ file: action, from: "if (this.#isRight(found)) return found", to: "if (true) return found" }],
    cases: "PATCH teams/Old: empty 200, not done",
    finds: "an action of `resources` is not what was done",
  },
  {
    name: "what needs a failed resource is tried",
    edits: [
      {
        file: "provision/plan/planner.ts",
        from: "return needed.find(failed)",
        to: "return needed.find(() => false)",
      },
    ],
    cases: "POST teams/New/apps/Charger/accesses/Gold: 400",
    finds: "what needs a failed resource was tried",
  },
  {
    name: "401 does not end the run",
    edits: [
      { file: "provision/apply/apply.ts", from: "|| status === 401 ", to: "" },
      { file: "provision/api/connection.ts", from: "if (endsAll(error)) ended = stop", to: "" },
    ],
    cases: "PATCH teams/Old: 401",
    finds: "something was written after the end",
  },
  {
    name: "no ETag is sent",
    edits: [
      {
        file: "provision/apply/writer.ts",
        from: '{ ...request.headers, "if-match": ifMatch }',
        to: "request.headers",
      },
    ],
    cases: "GET /plans: 429",
    finds: "The run without a fault fails",
  },
  {
    name: "an apply may do more than the approved plan",
    edits: [
      {
        file: "provision/plan/plan-file.ts",
        from: "!(known.has(approvedPart(action)) && isSame(action))",
        to: "now.actions.length === 0",
      },
    ],
    cases: "an approved plan for one state",
    finds: FAILED,
  },
  {
    name: "a 503 that names no time counts as refused",
    edits: [
      {
        file: "http/attempts.ts",
        from: '(status === 503 && (retryAfter !== undefined || code === "oauth_error"))',
        to: "status === 503",
      },
    ],
    cases: "POST teams/New/apps/Charger: 503, done",
    finds: repeated,
  },
  {
    name: "a POST is repeated after a look that shows nothing",
    edits: [{ file: settle, from: '["PUT", "DELETE"].includes(request.method) &&', to: "" }],
    cases: "POST teams/New/apps/Charger: cut, not done",
    finds: repeated,
  },
  {
    name: "it is looked at only at once",
    edits: [
      { file: "provision/apply/look.ts", from: "const WAITS = [0, 1000, 2000]", to: "const WAITS = [0]" },
    ],
    cases: "POST teams/New: 202, done two seconds later",
    finds: 'the code is "partially_applied" instead of ""',
  },
  {
    name: "whether something changed comes from what was begun",
    edits: [
      {
        file: action,
        from: "if (!this.#begun || !this.#mayBeOurs) return false",
        to: "return this.#begun !== undefined",
      },
    ],
    cases: "13 POST teams/New: 401",
    finds: "`changed` is not true",
  },
  {
    name: "it is not compared with the plan before it is written",
    edits: [{ file: action, from: "    this.#throwIfChanged(before)\n", to: "" }],
    cases: undone,
    finds: FAILED,
  },
  {
    name: "a failure ends the whole run",
    edits: [
      {
        file: "provision/apply/apply.ts",
        from: "hasEnded ||= failures.some(endsAll)",
        to: "hasEnded ||= failures.length > 0",
      },
    ],
    cases: "PATCH teams/Old: 400",
    finds: "something was left out although nothing that it needs failed",
  },
  {
    name: "a conflict is not looked at",
    edits: [{ file: settle, from: "if (!isConflict(refused, sent)) throw stop", to: "throw stop" }],
    cases: "somebody creates what is to be created, as declared before request 13, names are unique",
    finds: "it does not succeed",
  },
  {
    name: "what is refused counts as changed when somebody else has done it",
    edits: [{ file: action, from: "!this.#begun || !this.#mayBeOurs", to: "!this.#begun" }],
    cases:
      "somebody creates what is to be created, otherwise than declared before request 13, names are unique",
    finds: "`changed` is not true",
  },
  {
    name: "a single is not asked for again",
    edits: [
      {
        file: "provision/plan/planner.ts",
        from: "if (!changes) return",
        to: "if (entries.length > 0) return",
      },
    ],
    cases: "GET /plans: 429",
    finds: "something was asked for again although nothing beside it changed, or the reverse",
  },
  {
    name: "an approved plan does not say what stood there before",
    edits: [
      {
        file: "provision/plan/plan-file.ts",
        from: "    action,\n    before,\n    after,\n",
        to: "    action,\n    after,\n",
      },
    ],
    cases: "an approved plan for one state",
    finds: FAILED,
  },
  {
    name: "only the first page of a list is read",
    edits: [{ file: "provision/reading/reading.ts", from: "next: module.next,", to: "next: undefined," }],
    cases: "after an apply a plan is empty",
    finds: FAILED,
  },
  {
    name: "what is there twice is taken for one",
    edits: [
      {
        file: "provision/reading/reading.ts",
        from: "if (matching.length > 1)",
        to: "if (matching.length > 9)",
      },
    ],
    cases: "two applies at once",
    finds: twice,
  },
  {
    name: "an update that replaces the whole drops what is not declared",
    edits: [
      {
        file: "provision/plan/requests.ts",
        from: "const merged = laidOver(read, changes) as Fields",
        to: "const merged = { ...read, ...changes } as Fields",
      },
    ],
    cases: "after an apply a plan is empty",
    finds: FAILED,
  },
]

/** The gravest of them. */
export const essentialAlterations = alterations.slice(0, 10)

/** What a run of the script says about these sources with the alteration. */
export async function reportOf({
  name,
  edits,
  cases,
}: Pick<Alteration, "name" | "edits" | "cases">): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "altered-"))
  try {
    for (const part of ["src", "provision", "scripts", "__tests__/testbed"])
      await cp(part, join(folder, part), { recursive: true })
    await symlink(resolve("node_modules"), join(folder, "node_modules"))
    for (const { file, from, to } of edits) {
      const path = join(folder, "src", file)
      const parts = (await readFile(path, "utf8")).split(from)
      if (parts.length !== 2) throw new Error(`"${name}": found ${parts.length - 1} times in ${file}`)
      await writeFile(path, parts.join(to))
    }
    const script = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "scripts/provision-matrix.mts"]
    return await new Promise((done) => {
      execFile(process.execPath, [...script, cases, "--runs", "2000"], { cwd: folder }, (_, stdout, stderr) =>
        done(stdout + stderr),
      )
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}
