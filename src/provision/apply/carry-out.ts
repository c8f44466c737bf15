// Carries out what is planned for one resource: at the portal, and where its values are stored.
import type { Entry } from "../plan/planner.ts"
import { Stop } from "../problem.ts"
import { Keeping } from "../store/keeping.ts"
import type { Store } from "../store/store.ts"
import { Action, type ActionContext, type Done } from "./action.ts"

export interface ApplyContext extends ActionContext {
  store: Store | undefined
}

/** What became of one resource. */
export interface Outcome {
  /** Undefined when it could not be done. */
  done: Done | undefined
  /** Each cause on its own. A value that is not stored comes first: it matters more than what failed after it. */
  failures: Stop[]
  /** Something took effect, at the portal or where values are stored. */
  hasChanged: boolean
}

/** Never rejects because of the portal or of GitHub. */
export async function carryOut({ resource, assessment }: Entry, context: ApplyContext): Promise<Outcome> {
  const { verb, found } = assessment!
  const keeping = new Keeping(resource, context)
  const action = new Action({ resource, planned: assessment! }, context, (answer) => keeping.keep(answer))
  const failures: Stop[] = []
  let done: Done | undefined
  try {
    done = verb === "none" ? { verb, found, takenOver: false } : await action.run()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    failures.push(error)
  }
  // What somebody else has done in the meantime is no change of this run.
  const hasChanged = done?.verb !== "none" && action.hasChanged
  const isCreated = verb === "create" && hasChanged
  if (isCreated) await keeping.keepRest(context.located.get(resource)?.item)
  else if (done?.found) await keeping.keepMissing(done.found.item)
  return {
    done,
    failures: [...keeping.failures, ...failures],
    hasChanged: hasChanged || keeping.hasStored,
  }
}
