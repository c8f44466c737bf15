// What the tests use of a Gravitee: a job that has logged in with the first action, and both sides of the portal by hand.
import { expect } from "@jest/globals"
import { type RunResult, runAction } from "../../__tests__/testbed/runner/runner.mts"
import { startForwarder } from "../forwarder.mts"
import { pipeline, startGravitee } from "../gravitee.mts"
import { type Job, type ProvisionOptions, provision } from "../provisioning.mts"
import { decisions, identityToken, type Json, logIn, type Person, publish } from "./person.mts"

export type TestPortal = Awaited<ReturnType<typeof openPortal>>

/** The portal logs in with a POST, which changes nothing. */
const isSafe = (path: string) => path.includes("/_exchange?")

/** A portal with the API "Charging Points" and its plans Free (automatic) and Basic (approved by hand). */
export async function openPortal(keycloak: string) {
  const gravitee = await startGravitee(keycloak)
  const [provider, tech] = [await logIn(gravitee, "provider"), await logIn(gravitee, "tech")]
  const charging = await publish(provider, {
    name: "Charging Points",
    plans: { Free: "AUTO", Basic: "MANUAL" },
  })
  const { portal: api } = gravitee
  const job: Job = { env: {}, api, front: await startForwarder(api), isSafe }

  /** The first action, with an offline token of a technical user. */
  const token = async (client = pipeline): Promise<RunResult> => {
    const { refresh_token } = await identityToken(gravitee, "tech", client, "openid offline_access")
    const run = await runAction({
      action: ".",
      inputs: {
        "token-endpoint": gravitee.realm.tokenEndpoint,
        "client-id": client.clientId,
        "client-secret": client.secret,
        "refresh-token": refresh_token,
      },
    })
    expect(run).toMatchObject({ exitCode: 0, stderr: "" })
    return run
  }
  job.env = (await token()).env

  const run = (mode: "plan" | "apply") => (manifest: string, options?: ProvisionOptions) =>
    provision(job, mode, /^portal:/m.test(manifest) ? manifest : `portal: gravitee\n${manifest}`, options)

  return {
    ...gravitee,
    provider,
    tech,
    /** The id of the API. */
    charging,
    token,
    plan: run("plan"),
    apply: run("apply"),
    ...byHand(tech),
    ...decisions(provider, charging),
    close: async () => {
      await job.front.close()
      await gravitee.stop()
    },
  }
}

/** The technical user's side of the portal, without the action. */
function byHand({ portal }: Person) {
  /** All applications of this name. */
  const applications = async (name: string): Promise<Json[]> =>
    (await portal("GET", "/applications?size=-1")).data.filter((each: Json) => each.name === name)

  /** The only application of this name, with everything that it has. */
  const application = async (name: string): Promise<Json> => {
    const [found, ...others] = await applications(name)
    expect(others).toEqual([])
    return portal("GET", `/applications/${found.id}`)
  }
  return {
    applications,
    application,
    createApplication: (fields: object): Promise<Json> =>
      portal("POST", "/applications", { description: "", settings: { app: {} }, ...fields }),
    changeApplication: async (name: string, changes: object): Promise<Json> => {
      const before = await application(name)
      return portal("PUT", `/applications/${before.id}`, { ...before, ...changes })
    },
    /** The statuses of all subscriptions that this application ever had, the newest first. */
    statuses: async (name: string): Promise<string[]> => {
      const { id } = await application(name)
      const { data } = await portal("GET", `/subscriptions?applicationId=${id}&size=-1`)
      return data
        .toSorted((a: Json, b: Json) => Date.parse(b.created_at) - Date.parse(a.created_at))
        .map(({ status }: Json) => status)
    },
  }
}
