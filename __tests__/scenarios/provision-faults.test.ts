// Some of the faults of `npm run test:provision`, through the built action and a real connection.
import { expect, test } from "@jest/globals"
import { type Attempt, type Sent, withJournal } from "../testbed/apply/attempt.mts"
import { referenceRun } from "../testbed/apply/cases.mts"
import { broken, declaredContent, RULES, SECOND_RULES } from "../testbed/apply/rules.mts"
import { AGAIN, manifest, startingPortal } from "../testbed/apply/situation.mts"
import { fits } from "../testbed/portal/engine.mts"
import type { Model } from "../testbed/portal/model.mts"
import { provisionFile } from "../testbed/portal/scenario.mts"
import * as fault from "../testbed/servers/faults.mts"

const { processed, when } = fault
const refusal = (status: number, headers = {}) => fault.answer(status, headers, { error: { message: "no" } })

/** A fault that refuses a request, so that it may be sent again. */
const REFUSES = "503 with Retry-After"

const cases: [write: string, name: string, step: fault.Step, code: string][] = [
  ["POST /teams", "reset, done", processed(fault.resetAfterReading()), ""],
  ["POST /teams", "reset, not done", fault.resetAfterReading(), "partially_applied"],
  ["POST /teams", "half an answer, then reset", fault.halfBodyThenReset(), ""],
  ["POST /teams", REFUSES, refusal(503, { "retry-after": "1" }), ""],
  ["POST /teams", "never answered, done", processed(fault.hangAfterReading()), ""],
  ["POST /teams", "401", refusal(401), "api_status"],
  ["PATCH /teams/*", "half an answer", fault.halfBody(), ""],
  ["PATCH /teams/*", "a login page, not done", fault.captivePortal(), "partially_applied"],
  ["PATCH /teams/*", "500, done", processed(refusal(500)), ""],
  ["PUT /apps/*", "chunks cut short", fault.chunksCutShort(), ""],
  ["PUT /apps/*", "412", refusal(412), "partially_applied"],
  ["PUT /apps/*", "closed, not done", fault.closeAfterReading(), ""],
  ["DELETE /teams/*", "an empty answer, not done", fault.answer(200), "partially_applied"],
  ["DELETE /teams/*", "never answered, not done", fault.hangAfterReading(), ""],
]

/** Runs the action, and gives what its outputs say in the form of a run in this process. */
async function applied(model: Model, write?: string, name?: string, step?: fault.Step): Promise<Attempt> {
  const matches = (request: { method: string; path: string }) =>
    write !== undefined && fits({ method: request.method, url: `http://portal${request.path}` }, write)
  const journal = withJournal(model)
  const { run, requests, resources } = await provisionFile(
    JSON.stringify({ portal: "./portal.mjs", ...manifest }),
    {
      model,
      handler: journal.handler,
      script: step ? [when(matches, step)] : [],
      inputs: { mode: "apply", "allow-delete": "true", timeout: "1" },
    },
  )
  const { outputs, annotations } = run
  const first = requests.find(matches)
  const countOf = (output: string) => Number(outputs[output])
  return {
    code: outputs["error-code"] ?? "",
    codes: run.located.map(({ title }) => title ?? ""),
    texts: annotations.error,
    changed: outputs.changed === "true",
    counts: {
      created: countOf("created"),
      updated: countOf("updated"),
      deleted: countOf("deleted"),
      unchanged: countOf("unchanged"),
      waiting: countOf("waiting"),
      failed: 0,
      notTried: 0,
    },
    resources: resources as Attempt["resources"],
    told: [],
    sent: requests.map(
      (request): Sent => ({
        method: request.method,
        path: request.path,
        body: request.body,
        address: "",
        fault: request === first ? name : undefined,
        phase: "apply",
      }),
    ),
    processed: journal.processed,
  }
}

test.each(cases)(
  "%s: %s: both runs tell the truth, and the portal is as declared",
  async (write, name, step, code) => {
    const model = startingPortal()
    const refusing = new Set([REFUSES])
    const first = await applied(model, write, name, step)
    expect(broken(RULES, { run: first, model, refusing })).toEqual([])
    expect(first.code).toBe(code)
    const second = await applied(model)
    expect(broken({ ...RULES, ...SECOND_RULES }, { run: second, model, refusing })).toEqual([])
    const lost = first.resources[AGAIN]?.error === undefined ? undefined : AGAIN
    expect(declaredContent(model, lost)).toEqual(declaredContent((await referenceRun()).model, lost))
  },
  120_000,
)
