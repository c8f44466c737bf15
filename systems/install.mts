// Installs the pinned servers and tools of the system tests into one cache folder, each with the package manager
// through which it is published.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { join, resolve } from "node:path"
import versions from "./versions.json" with { type: "json" }

const cache = resolve(process.env.SYSTEMS_CACHE ?? ".cache/systems")

const needs: Record<string, string> = {
  java: "Java 17 or newer, for Keycloak",
  mvn: "Maven, to download Keycloak and Gravitee",
  "apt-get": "apt, to install a PostgreSQL for Gravitee",
  go: "Go, to build act, actionlint and Ory Hydra",
  gcc: "a C compiler, for the SQLite in Ory Hydra",
  python3: "Python 3 with venv, to install zizmor, Authlib and django-oauth-toolkit",
}

export function need(program: string): void {
  const probe = spawnSync(program, [program === "go" ? "version" : "--version"])
  if (probe.status !== 0) {
    throw new Error(
      `The system tests need ${needs[program]}, but \`${program}\` does not run here. Install it and start again.`,
    )
  }
}

/** @returns what it prints */
export function run(program: string, args: string[], env: NodeJS.ProcessEnv = {}, cwd = "."): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
    cwd,
  })
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${error ?? stdout + stderr}`)
  return stdout
}

type Fill = (folder: string) => void

/** The folder of the pinned version, filled by `fill` if it does not exist. */
const once = (name: keyof typeof versions, fill: Fill): string =>
  onceIn(`${name.replaceAll(/\W/g, "")}-${versions[name]}`, fill)

/** This folder of the cache. It appears only when it is complete. If another process is filling it, this one waits. */
export function onceIn(name: string, fill: Fill): string {
  const folder = join(cache, name)
  mkdirSync(cache, { recursive: true })
  while (!existsSync(folder)) {
    if (!take(`${folder}.lock`)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
      continue
    }
    const unfinished = mkdtempSync(join(cache, "unfinished-"))
    try {
      if (!existsSync(folder)) {
        fill(unfinished)
        renameSync(unfinished, folder)
      }
    } finally {
      rmSync(unfinished, { recursive: true, force: true })
      rmSync(`${folder}.lock`, { force: true })
    }
  }
  return folder
}

/** Whether this process has the lock now. One that a killed process has left is removed. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: "wx" })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    try {
      process.kill(Number(readFileSync(lock, "utf8")), 0)
    } catch {
      rmSync(lock, { force: true })
    }
    return false
  }
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

/** The Python that has the packages of requirements.txt. */
export function python(): string {
  const requirements = resolve("systems/requirements.txt")
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12)
  const folder = onceIn(`python-${digest}`, (target) => {
    need("python3")
    run("python3", ["-m", "venv", target])
    run(join(target, "bin/python"), [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--require-hashes",
      "--requirement",
      requirements,
    ])
  })
  return join(folder, "bin/python")
}

// Hydra's own module replaces this one, which a module that uses it has to repeat.
const pop = "github.com/gobuffalo/pop/v6=github.com/ory/pop/v6"

export function hydra(): string {
  const folder = once("hydra", (target) => {
    need("go")
    need("gcc")
    copyFileSync("systems/hydra/main.go", join(target, "main.go"))
    // Optimising SQLite would take longer than all the tests.
    const go = (...args: string[]) => run("go", args, { CGO_ENABLED: "1", CGO_CFLAGS: "-O0" }, target)
    go("mod", "init", "hydra")
    go("mod", "edit", `-replace=${pop}@${versions["ory/pop"]}`)
    go("get", `github.com/ory/hydra/v2/cmd@${versions.hydra}`)
    go("build", "-buildvcs=false", "-tags=sqlite", "-o=hydra", ".")
  })
  return join(folder, "hydra")
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
