import { describe, expect, test } from "@jest/globals"
import { exchange, expectFailure, grants, opaque } from "../testbed/runner/scenario.mts"

const token = opaque.access_token

describe("the token is exported", () => {
  test("to DEVPORTAL_ACCESS_TOKEN, and the log says so", async () => {
    const { run } = await exchange([grants(opaque)])
    expect(run.env).toEqual({ DEVPORTAL_ACCESS_TOKEN: token })
    expect(run.log).toContain("for the next steps, in the environment variable DEVPORTAL_ACCESS_TOKEN")
  })

  test("to the given name, and to no other", async () => {
    const { run } = await exchange([grants(opaque)], { "env-name": "TF_VAR_portal_token" })
    expect(run.env).toEqual({ TF_VAR_portal_token: token })
  })

  test("to no variable at all when the name is empty", async () => {
    const { run } = await exchange([grants(opaque)], { "env-name": "" })
    expect(run).toMatchObject({ exitCode: 0, env: {}, outputs: { "access-token": token } })
    expect(run.log).toContain('The token is in the output "access-token".')
  })
})

test.each(["PATH", "node_options"])("%s is refused, because other programs use it", async (name) => {
  const { run, server } = await exchange([], { "env-name": name })
  expectFailure(run, "invalid_input", `"env-name" is "${name}"`, "choose another name")
  expect(server.connections).toEqual([])
})

test.each(["MY-TOKEN", "A\nB"])("%j is refused, because it is not a valid name", async (name) => {
  const { run, server } = await exchange([], { "env-name": name })
  expectFailure(run, "invalid_input", '"env-name" is', "not a valid name for an environment variable")
  expect(server.connections).toEqual([])
})
