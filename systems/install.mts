// Installs the pinned servers and tools of the system tests into one cache folder, each with the package manager
// through which it is published.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import versions from "./versions.json" with { type: "json" }

const cache = resolve(process.env.SYSTEMS_CACHE ?? ".cache/systems")

const needs: Record<string, string> = {
  java: "Java 17 or newer, for Keycloak",
  mvn: "Maven, to download Keycloak",
  go: "Go, to build act and actionlint",
  python3: "Python 3 with venv, to install zizmor",
}

function need(program: string): void {
  const probe = spawnSync(program, [program === "go" ? "version" : "--version"])
  if (probe.status !== 0) {
    throw new Error(
      `The system tests need ${needs[program]}, but \`${program}\` does not run here. Install it and start again.`,
    )
  }
}

function run(program: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
  })
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${error ?? stdout + stderr}`)
}

/** The folder of one version, filled by `fill` if it does not exist. It appears only when it is complete. */
function once(name: keyof typeof versions, fill: (folder: string) => void): string {
  const folder = join(cache, `${name.replaceAll(/\W/g, "")}-${versions[name]}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const unfinished = mkdtempSync(join(cache, "unfinished-"))
  try {
    fill(unfinished)
    renameSync(unfinished, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

// These three are build options: data in memory, the path `/auth` as in the Wallis portal, and mutual TLS on request.
const keycloakBuild = ["--db=dev-mem", "--http-relative-path=/auth", "--https-client-auth=request"]

/** The home folder of a Keycloak that is ready to start. */
export function keycloak(): string {
  need("java")
  const inside = `keycloak-${versions.keycloak}`
  const folder = once("keycloak", (target) => {
    need("mvn")
    run("mvn", [
      "--batch-mode",
      "--quiet",
      `org.apache.maven.plugins:maven-dependency-plugin:${versions["maven-dependency-plugin"]}:unpack`,
      `-Dartifact=org.keycloak:keycloak-quarkus-dist:${versions.keycloak}:zip`,
      `-DoutputDirectory=${target}`,
      `-DmarkersDirectory=${target}`,
    ])
    run(join(target, inside, "bin/kc.sh"), ["build", ...keycloakBuild])
  })
  return join(folder, inside)
}

function goTool(name: "act" | "actionlint", module: string): string {
  const folder = once(name, (target) => {
    need("go")
    run("go", ["install", `${module}@${versions[name]}`], { GOBIN: target })
  })
  return join(folder, name)
}

export const act = () => goTool("act", "github.com/nektos/act")

export const actionlint = () => goTool("actionlint", "github.com/rhysd/actionlint/cmd/actionlint")

export function zizmor(): string {
  const folder = once("zizmor", (target) => {
    need("python3")
    run("python3", ["-m", "venv", target])
    run(join(target, "bin/pip"), ["install", "--quiet", "--no-deps", `zizmor==${versions.zizmor}`])
  })
  return join(folder, "bin/zizmor")
}

/** The path of the validator for action files, a script for Node. */
export function actionValidator(): string {
  const folder = once("@action-validator/cli", (target) => {
    const packages = ["cli", "core"].map(
      (name) => `@action-validator/${name}@${versions["@action-validator/cli"]}`,
    )
    run("npm", ["install", "--prefix", target, "--no-save", "--silent", ...packages])
  })
  return join(folder, "node_modules/@action-validator/cli/cli.mjs")
}
