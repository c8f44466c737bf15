// The step: checks the manifest, makes the plan, shows it, and with `mode: apply` carries it out.
import * as core from "@actions/core"
import type { Quoting } from "../secrets/harmless.ts"
import { Secrets } from "../secrets/secrets.ts"
import { asFailure } from "../step/as-failure.ts"
import type { Cancellation } from "../step/cancellation.ts"
import type { StepContext } from "../step/context.ts"
import { warnOfEnvironment } from "../step/environment.ts"
import { isForFork, startsWithSecrets } from "../step/fork.ts"
import { readInputs } from "../step/inputs.ts"
import { createLog } from "../step/log.ts"
import { maskInputs } from "../step/mask-inputs.ts"
import { stepLines } from "../step/messages/lines.ts"
import { placeName } from "../step/messages/place-name.ts"
import { createReader } from "./api/reader.ts"
import { type Applied, applyPlan, missedAgain } from "./apply/apply.ts"
import { createWriter } from "./apply/writer.ts"
import { type Configuration, configure, givenToken, isOfflineOnly } from "./configuration.ts"
import { INPUTS } from "./inputs.ts"
import { lines } from "./messages/lines.ts"
import { type Declared, readDeclared } from "./offline.ts"
import { notApproved, type PlanFile, type PlanOf, planFileOf, readApproved } from "./plan/plan-file.ts"
import { type Entry, makePlan, type Plan } from "./plan/planner.ts"
import { type Problem, type Report, Stop } from "./problem.ts"
import { codeOf, outputsOf, publish, showProblems } from "./publish.ts"
import { type Session, withSession } from "./session.ts"
import {
  differing,
  logDone,
  logNotTried,
  logPlan,
  publishResult,
  type Showing,
  showWith,
  storePlan,
} from "./show.ts"
import { planStores } from "./store/plan-store.ts"
import { secretsPlace, withStore } from "./store/session.ts"
import type { Store } from "./store/store.ts"
import { absolutePath, workspaceOf } from "./workspace.ts"

/**
 * Never rejects: each problem becomes an error annotation.
 * @returns whether the step succeeded
 */
export async function provision(env: NodeJS.ProcessEnv, cancel: Cancellation): Promise<boolean> {
  const secrets = new Secrets(core.setSecret)
  const log = createLog(secrets)
  const result: Result = { problems: [], isPart: false, text: secrets }
  try {
    await run({ env, secrets, log, cancel }, result)
  } catch (error) {
    if (error instanceof Stop) result.problems.push(error.problem)
    else
      result.problems.push({
        code: "internal",
        say: ["internal", String(asFailure(error, log).evidence.cause)],
      })
  }
  if (result.problems.length === 0) return true
  publish({ "error-code": codeOf(result.problems, result.isPart) })
  showProblems(result.problems, log, showWith(result.text))
  return false
}

interface Result {
  problems: Problem[]
  /** Something took effect. */
  isPart: boolean
  /** Redacts text that the portal sent. */
  text: Quoting
}

async function run(context: StepContext, result: Result): Promise<void> {
  const { env, log } = context
  const report: Report = (problem) => result.problems.push(problem)
  const configuration = readConfiguration(context, report)
  const untrusted = isForFork(env) && startsWithSecrets(env)
  const declared = await readDeclared(configuration, { env, untrusted, report })
  const approved = declared && approvedPlan(declared, configuration, { env, report })
  if (result.problems.length > 0 || !declared) return
  log.info(lines.reading(declared.files, declared.resources.length, declared.portal.module.name))
  if (isOfflineOnly(env)) {
    publish({ ...outputsOf([], { changed: false }), changed: "" })
    log.notice(lines.offlineOnly)
    return
  }
  await withSession(declared, configuration, context, (session) =>
    withStore(declared.resources, configuration, context, (store) =>
      planAndApply({ declared, configuration, session, store, context, approved }, result),
    ),
  )
}

interface Work {
  declared: Declared
  configuration: Configuration
  session: Session
  store: Store | undefined
  context: StepContext
  approved: PlanFile | undefined
}

async function planAndApply(work: Work, result: Result): Promise<void> {
  const { declared, configuration, session, store, context, approved } = work
  const { portal, basis, resources } = declared
  result.text = session.text
  const showing: Showing = { configuration, context, text: session.text }
  const plan = await makePlan(
    { portal, basis, resources, reader: createReader(session.reading) },
    configuration,
  )
  const unstored = store ? planStores(plan, store, portal) : []
  noteGuesses(plan, session, declared, context)
  logPlan(plan, showing)
  const file = planFileOf(plan, settingsOf(declared, configuration, context.env), (text) =>
    context.secrets.redact(text),
  )
  const stored = storePlan(approved ?? file, showing)
  const refused = approved ? unapproved(plan, file, approved) : []
  result.problems.push(...onceCancelled([...plan.problems, ...unstored, ...refused]))

  if (configuration.mode === "plan") {
    const changes = differing(plan).length
    publishResult(plan.entries, { changed: changes > 0, plan: stored }, showing)
    if (changes > 0 && configuration.failOnChanges)
      result.problems.push({ code: "changes_pending", say: ["changesPending", changes] })
  } else if (result.problems.some(({ code }) => code !== "approval_refused")) {
    publishResult(plan.entries.map(untried), { changed: false, plan: stored }, showing)
  } else {
    const { entries, problems, hasChanged } = await apply(plan, work, showing)
    for (const { resource } of missedAgain(entries)) context.log.warning(lines.missedAgain(resource.address))
    result.problems = problems
    result.isPart = hasChanged
    publishResult(entries, { changed: hasChanged, plan: stored }, showing)
  }
}

/** A signal cuts off several reads. That is one problem, and not one of the resources. */
function onceCancelled(problems: readonly Problem[]): Problem[] {
  const others = problems.filter(({ code }) => code !== "cancelled")
  return others.length === problems.length ? others : [{ code: "cancelled", say: ["cancelled"] }, ...others]
}

/** If anything is wrong with the plan, nothing of it is done. */
const untried = (entry: Entry): Entry =>
  entry.problem || entry.assessment?.verb === "none" ? entry : { ...entry, notTried: { because: undefined } }

/** Masks first. Only then it reads, and reports what it finds. */
function readConfiguration({ env, secrets, log }: StepContext, report: Report): Configuration {
  secrets.protect(givenToken(env))
  const tooShort = maskInputs(INPUTS, env, secrets)
  if (tooShort.length) log.warning(stepLines.tooShort(tooShort))
  warnOfEnvironment(env, log)
  const reading = readInputs(INPUTS, env)
  if (reading.trimmed.length) log.info(stepLines.trimmed(reading.trimmed))
  const configuration = configure(reading, env, report)
  secrets.hide(...Object.values(configuration.headers))
  if (configuration.mode === "apply" && configuration.failOnChanges) log.notice(lines.failOnChangesIgnored)
  return configuration
}

function settingsOf(
  { identity, portal }: Declared,
  configuration: Configuration,
  env: NodeJS.ProcessEnv,
): PlanOf {
  const { apiUrl = "", headers } = configuration
  const place = secretsPlace(configuration, env)
  return {
    portal: identity,
    secretFields: portal.module.secretFields ?? [],
    apiUrl,
    headers,
    secretName: (name) => placeName({ ...place, name }),
  }
}

function approvedPlan(
  declared: Declared,
  configuration: Configuration,
  { env, report }: { env: NodeJS.ProcessEnv; report: Report },
): PlanFile | undefined {
  const { mode, planFile } = configuration
  if (mode !== "apply" || planFile === undefined) return undefined
  try {
    return readApproved(
      planFile,
      absolutePath(planFile, workspaceOf(env)),
      settingsOf(declared, configuration, env),
    )
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    report(error.problem)
    return undefined
  }
}

/** What would be done now and was not approved. */
const unapproved = ({ entries }: Plan, now: PlanFile, approved: PlanFile): Problem[] =>
  notApproved(now, approved).map(({ address, action }) => ({
    code: "plan_changed",
    address,
    place: entries.find(({ resource }) => resource.address === address)!.resource.place,
    say: ["notApproved", action],
  }))

/** Says which methods and paths are guesses, of those that were used and those that an apply would use. */
function noteGuesses({ entries }: Plan, { used }: Session, { basis }: Declared, { log }: StepContext): void {
  const planned = entries.flatMap(({ assessment }) => assessment?.requests ?? [])
  const operations = new Set([...used, ...planned.map(({ operation }) => operation)])
  const guesses = [...operations].filter((operation) => basis.operations(operation).inferred).sort()
  if (guesses.length > 0) log.notice(lines.inferredOperations(guesses))
}

function apply(
  plan: Plan,
  { declared, session, configuration, store }: Work,
  showing: Showing,
): Promise<Applied> {
  const { portal, basis, resources } = declared
  const { cancel } = showing.context
  const logOf = logDone(showing)
  return applyPlan(
    plan,
    {
      portal,
      basis,
      resources,
      connection: session.writing,
      finishing: session.finishing,
      write: createWriter(session.writing),
      located: plan.located,
      maxAttempts: configuration.limits.maxAttempts,
      isCancelled: () => cancel.asked.aborted,
      over: cancel.over,
      store,
    },
    {
      done: (entry, { takenOver }) => logOf(entry, takenOver),
      notTried: logNotTried(showing),
    },
  )
}
