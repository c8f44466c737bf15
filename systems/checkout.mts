// Stands in for actions/checkout in with-token.yml: act does a checkout by itself only where the step names no ref.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const workflow = readFileSync(".github/workflows/with-token.yml", "utf8")
const [, checkout] = /uses: (actions\/checkout@\w+)/.exec(workflow)!

/** The options that make act run this in place of it: a copy of this checkout's examples and system tests. */
export function localCheckout() {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"))
  const copy = { run: `cp -R '${process.cwd()}/examples' '${process.cwd()}/systems' .`, shell: "sh" }
  const action = { name: "Checkout", runs: { using: "composite", steps: [copy] } }
  writeFileSync(join(folder, "action.yml"), JSON.stringify(action))
  return {
    args: [`--local-repository=${checkout}=${folder}`],
    close: () => rmSync(folder, { recursive: true }),
  }
}
