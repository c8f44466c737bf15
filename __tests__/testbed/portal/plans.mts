// For the scenarios of plans: a portal of fixed answers, and what a plan shows and hands on.
import type { Handler } from "../servers/fault-server.mts"
import type { ProvisionRun } from "./scenario.mts"

/** Answers by `METHOD /path?query`; anything else is not there. */
export const portalOf =
  (answers: Record<string, object>): Handler =>
  ({ method, path }) => {
    const body = answers[`${method} ${decodeURIComponent(path)}`]
    return body ? { status: 200, body } : { status: 404, body: { message: `no ${path}` } }
  }

/** What a run shows, without what differs from run to run. */
export const withoutPorts = (text: string) =>
  text.replace(/127\.0\.0\.1:\d+/g, "portal").replace(/\/\S*\/temp\//g, "TEMP/")
export const planLines = ({ run }: ProvisionRun) =>
  withoutPorts(run.stdout)
    .split("\n")
    .filter((line) => /^(Plan for| {2}[+~.!-] )/.test(line))
export const planFile = ({ run }: ProvisionRun) => JSON.parse(run.files["provision-plan.json"] ?? "{}")
export const asked = ({ requests }: ProvisionRun) =>
  requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`).sort()
