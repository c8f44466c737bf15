// Runs the system tests with jest's arguments. When all of them run, everything is installed meanwhile: downloads and builds
// side by side, and with a lower priority than the tests. A suite that needs something earlier waits for it.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { constants, setPriority } from "node:os"
import { gravitee, postgreSql } from "./gravitee/install.mts"
import { act, actionlint, actionValidator, hydra, keycloak, python, zizmor } from "./install.mts"

const lanes = {
  downloads: [keycloak, gravitee, postgreSql, python, zizmor, actionValidator],
  builds: [act, hydra, actionlint],
}

/** Here a failure is of no interest: the suite that needs it tries again, and shows why. */
function install(lane: keyof typeof lanes): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  for (const one of lanes[lane]) {
    try {
      one()
    } catch {}
  }
}

async function test(args: string[]): Promise<number> {
  const isAll = args.every((arg) => arg.startsWith("-"))
  const installing = (isAll ? Object.keys(lanes) : []).map((lane) =>
    spawn(process.execPath, [import.meta.filename, `--install=${lane}`], { stdio: "ignore" }),
  )
  const jest = ["node_modules/jest/bin/jest.js", "--config", "systems/jest.config.cjs", ...args]
  const [code] = await once(spawn(process.execPath, jest, { stdio: "inherit" }), "exit")
  for (const lane of installing) lane.kill()
  return code ?? 1
}

const args = process.argv.slice(2)
const lane = Object.keys(lanes).find((name) => args[0] === `--install=${name}`)
if (lane) install(lane as keyof typeof lanes)
else process.exitCode = await test(args)
