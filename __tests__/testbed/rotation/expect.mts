// Checks how a run with rotation ended: with the token stored, before it was sent, or with a command that stores it.
import { execFileSync } from "node:child_process"
import { expect } from "@jest/globals"
import { findLeaks } from "../leaks/leaks.mts"
import { expectFailure } from "../runner/scenario.mts"
import { clientSecret, githubToken, locateNewestToken, type RotationRun, secretName } from "./rotation.mts"

const secretsOf = ({ model }: RotationRun) => [
  model.firstToken,
  model.newestToken,
  ...model.accessTokens,
  clientSecret,
  githubToken,
]

export function expectStored(result: RotationRun): void {
  const { run, model, github, place } = result
  expect(run.annotations).toEqual({ error: [], warning: [], notice: [] })
  expect(run).toMatchObject({ exitCode: 0, stderr: "" })
  expect(run.outputs).toMatchObject({
    rotated: "true",
    "access-token": model.accessTokens[0],
    "refresh-token": model.newestToken,
  })
  expect(model).toMatchObject({ sessionAlive: true, counts: { refreshed: 1, replayed: 0 } })
  expect(model.newestToken).not.toBe(model.firstToken)
  expect(github.stored(place, secretName)).toMatchObject({ value: model.newestToken })
  expect(findLeaks(run, secretsOf(result))).toEqual([])
}

/** The step failed before it sent the token, and says so. */
export function expectNotSent(result: RotationRun, code: string, ...words: (string | RegExp)[]): void {
  const { run, model, requests, calls } = result
  expectFailure(run, code, "the refresh token has not been sent", /^Checking that a rotated/, ...words)
  expect(requests).toEqual([])
  expect(calls.filter(({ method }) => method === "PUT")).toEqual([])
  expect(model).toMatchObject({ sessionAlive: true, newestToken: model.firstToken })
  expect(findLeaks(run, secretsOf(result))).toEqual([])
}

/** The new token is not in the secret, but sealed in a command that log and summary show, and nowhere else. */
export function expectUnsaved(result: RotationRun, code: string, ...words: string[]): void {
  const { run, model } = result
  expect(locateNewestToken(result)).toBe("printed")
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toEqual({ "error-code": code, error: "", "error-description": "" })
  expect(run).toMatchObject({ env: {}, state: {}, path: [], stderr: "" })
  expect(run.annotations.error).toEqual([expect.stringContaining(`[${code}]`)])
  expect(run.annotations.error[0]).toMatch(/^Storing the rotated refresh token/)
  expect(run.annotations.error[0]).toContain("log and summary show a command that stores it")
  for (const word of words) expect(run.annotations.error[0]).toContain(word)
  expect(run.summary).toContain("The rotated refresh token is not stored yet")
  expect(unescaped(run.summary)).toContain(commandIn(result))
  expect(model).toMatchObject({ sessionAlive: true, counts: { refreshed: 1, replayed: 0 } })
  expect(findLeaks(run, secretsOf(result))).toEqual([])
}

/** The line of the log that stores the token. */
export const commandIn = ({ run }: RotationRun): string =>
  run.log.split("\n").find((line) => line.startsWith("gh api ")) ?? ""

/** Runs the command in a shell with a stand-in for `gh`, and returns the request that the real one would send. */
export function requestSentBy(command: string): { path: string; body: Record<string, unknown> } {
  const script = `gh() { printf '%s\\0' "$@"; }\n${command}`
  const args = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0")
  const body: Record<string, unknown> = {}
  for (const [index, flag] of args.entries()) {
    const [, name = "", list, text = ""] = /^(\w+)(\[\])?=(.*)$/s.exec(args[index + 1] ?? "") ?? []
    const value = flag === "-F" ? Number(text) : text
    if (flag === "-F" || flag === "-f") body[name] = list ? [...((body[name] as []) ?? []), value] : value
  }
  return { path: `/${args.find((argument) => /^(repos|orgs)\//.test(argument))}`, body }
}

const unescaped = (html: string) =>
  html
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
