// An open connection to the portal, logged in.
import { createAttempts, type Stop as WhenToStop } from "../http/attempts.ts"
import { createSender } from "../http/client.ts"
import { type StepContext, USER_AGENT } from "../step/context.ts"
import { stepLines } from "../step/messages/lines.ts"
import { traced } from "../step/trace.ts"
import { type Connection, createConnection } from "./api/connection.ts"
import { logIn } from "./api/login.ts"
import { type ServerText, serverText } from "./api/secret-fields.ts"
import type { Configuration } from "./configuration.ts"
import type { Declared } from "./offline.ts"

export interface Session {
  /** Cut off when the run is cancelled. */
  reading: Connection
  /** Finishes what it has begun, as long as there is time. */
  writing: Connection
  /** Reads the result of a write, even after the deadline. */
  finishing: Connection
  /** Redacts text that the portal sent. */
  text: ServerText
  /** The operations that were used. */
  used: Set<string>
}

/** Seconds beyond the deadline, so that the result of the last write is known. */
const GRACE = 15

/**
 * Runs `work` with an open session and closes it, so that the process can end.
 * @throws Stop as {@link logIn}, and what `work` throws
 */
export async function withSession(
  declared: Declared,
  { apiUrl = "", headers, limits, tls, token = "" }: Configuration,
  { secrets, log, cancel }: StepContext,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const { portal, basis } = declared
  const text = serverText(secrets, portal.module)
  const sender = createSender(USER_AGENT, tls)
  const used = new Set<string>()
  const connect = (stop: WhenToStop, grace = 0) =>
    createConnection({
      apiUrl,
      headers,
      module: portal.module,
      send: traced(sender.send, log, secrets),
      attempts: createAttempts({ ...limits, deadline: limits.deadline + grace }, stop, (retry) =>
        log.info(stepLines.retry(retry)),
      ),
      secrets,
      serverText: text,
      isInferred: (operation) => basis.operations(operation).inferred,
      onSend: (operation) => used.add(operation),
    })
  try {
    const reading = connect({ begin: cancel.asked, finish: cancel.asked })
    const writing = connect({ begin: cancel.over, finish: cancel.over })
    const finishing = connect({ begin: cancel.over, finish: cancel.over }, GRACE)
    const own = await logIn(reading, declared, token, secrets)
    for (const connection of [reading, writing, finishing]) connection.authorize(own)
    await work({ reading, writing, finishing, text, used })
  } finally {
    sender.close()
  }
}
