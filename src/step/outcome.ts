// The exit code of a main step: 0 only once the step has succeeded.
import { setFailed } from "@actions/core"
import { noOutcome } from "./messages/failure-message.ts"

/**
 * Runs a step. Node ends with exit code 0 when nothing is left to wait for, even if a promise never settled. Here
 * such a run fails, and says so.
 * @param step resolves to whether it succeeded; never rejects
 */
export async function withOutcome(step: () => Promise<boolean>): Promise<void> {
  process.exitCode = 1
  // If the runner is gone, nobody reads the log. What has been started must still be finished.
  process.stdout.on("error", () => {})
  const reportNoOutcome = () => setFailed(noOutcome)
  process.once("beforeExit", reportNoOutcome)
  const succeeded = await step()
  process.off("beforeExit", reportNoOutcome)
  if (succeeded) process.exitCode = 0
  endWhenPrinted()
}

/**
 * Node takes 1.4 ms to find out that nothing is left to do. What was printed before has left the process when this
 * write is through.
 */
const endWhenPrinted = () => process.stdout.write("", () => process.exit())
