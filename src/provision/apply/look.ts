// Looks at the portal around a write: what is there now.
import { pause } from "../../http/pause.ts"
import type { Connection } from "../api/connection.ts"
import { createReader } from "../api/reader.ts"
import { atOf, type Located, withRealIds } from "../plan/perspective.ts"
import { invoke } from "../portal/invoke.ts"
import { requestIn } from "../portal/request.ts"
import { aroundWrites, type Found, Reading, type ReadingContext } from "../reading/reading.ts"
import type { Resource, Subject } from "../subject.ts"

export type LookContext = Omit<ReadingContext, "reader"> & { connection: Connection }

/** One resource as it is now. What it is nested in is read again only if that holds it. */
export async function lookAt(
  resource: Resource,
  located: Map<Subject, Found | undefined>,
  context: LookContext,
): Promise<Found | undefined> {
  const stale = [resource, ...holdersOf(resource, located, context)]
  const known = new Map([...located].filter(([subject]) => !stale.includes(subject)))
  const reading = new Reading({ ...context, reader: createReader(context.connection) }, aroundWrites, known)
  const found = await reading.locate(resource)
  for (const subject of stale) located.set(subject, await reading.locate(subject))
  return found
}

/** The resources whose representations hold this one: it is read again by reading them. */
function holdersOf(resource: Resource, located: Located, { basis, portal }: LookContext): Subject[] {
  const holders: Subject[] = []
  let subject: Subject = resource
  while (subject.parent && located.get(subject.parent)) {
    const { kind } = subject
    const at = atOf(subject, withRealIds(located), basis)
    const called = { portal: portal.module.name, name: `${kind.name}.list` }
    if (
      requestIn(
        called,
        invoke(called, () => kind.module.list(at)),
        basis.operations,
      )
    )
      break
    subject = subject.parent
    holders.push(subject)
  }
  return holders
}

/** Milliseconds before each look: a portal may take a moment until it shows what it has done. */
const WAITS = [0, 1000, 2000]

/** Looks at one resource again. */
export interface Looking {
  look: () => Promise<Found | undefined>
  /** Aborted when there is no time left; then a look fails. */
  over: AbortSignal
}

/**
 * Looks until it is as it should be, three times at most.
 * @returns the last look, and whether it was as it should be
 * @throws Stop what kept it from looking
 */
export async function lookUntil(
  isRight: (found: Found | undefined) => boolean,
  { look, over }: Looking,
): Promise<{ found: Found | undefined; right: boolean }> {
  let found: Found | undefined
  for (const wait of WAITS) {
    // The look itself tells why there is no time left.
    if (wait > 0) await pause(wait, over).catch(() => {})
    found = await look()
    if (isRight(found)) return { found, right: true }
  }
  return { found, right: false }
}
