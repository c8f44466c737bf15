// Installs a Gravitee APIM and a PostgreSQL for it: the jars with Maven, the database with apt, without being root.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { need, onceIn, run } from "../install.mts"
import versions from "../versions.json" with { type: "json" }

const artifacts = resolve("systems/gravitee/artifacts.txt")

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12)

const item = (coordinates: string): string => {
  const [groupId, artifactId, version, type = "jar"] = coordinates.split(":")
  const fields = Object.entries({ groupId, artifactId, version, type })
  return `<artifactItem>${fields.map(([name, value]) => `<${name}>${value}</${name}>`).join("")}</artifactItem>`
}

/** Maven has no option for a list of artifacts. Their own POMs are of no use: some have parents that were never published. */
const pom = (items: string[]): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>test</groupId><artifactId>gravitee</artifactId><version>1</version><packaging>pom</packaging>
<build><plugins><plugin><artifactId>maven-dependency-plugin</artifactId><configuration><artifactItems>
${items.join("\n")}
</artifactItems></configuration></plugin></plugins></build>
</project>
`

/** A folder with `lib` and `plugins`, as a Gravitee's home has them. */
export function gravitee(): string {
  const list = readFileSync(artifacts, "utf8")
  return onceIn(`gravitee-${digestOf(list)}`, (target) => {
    need("mvn")
    const file = join(target, "pom.xml")
    writeFileSync(file, pom(list.trim().split("\n").map(item)))
    run("mvn", [
      "--batch-mode",
      "--quiet",
      `--file=${file}`,
      `org.apache.maven.plugins:maven-dependency-plugin:${versions["maven-dependency-plugin"]}:copy`,
      `-DoutputDirectory=${join(target, "lib")}`,
    ])
    mkdirSync(join(target, "plugins"))
    for (const name of globSync("*.zip", { cwd: join(target, "lib") })) {
      copyFileSync(join(target, "lib", name), join(target, "plugins", name))
      rmSync(join(target, "lib", name))
    }
  })
}

/** Gravitee 3.7 does not run on a newer Java. */
export function java17(): string {
  const homes = [
    process.env.JAVA_HOME,
    process.env.JAVA_HOME_17_X64,
    process.env.JAVA_HOME_17_ARM64,
    ...globSync("/usr/lib/jvm/*17*"),
  ]
  const candidates = ["java", ...homes.filter(Boolean).map((home) => join(home!, "bin/java"))]
  const found = candidates.find((java) =>
    /version "17\b/.test(spawnSync(java, ["-version"], { encoding: "utf8" }).stderr),
  )
  if (!found)
    throw new Error(
      "The system tests need Java 17, for Gravitee, and there is none here: neither as `java` nor in JAVA_HOME, JAVA_HOME_17_X64 or /usr/lib/jvm. Install it and start again.",
    )
  return found
}

export interface PostgreSql {
  /** The folder with `initdb` and `postgres`. */
  bin: string
  /** What these programs need to find their libraries. */
  env: Record<string, string>
  /** The folder of the cache that holds all of it; undefined for the machine's own. */
  root?: string
}

/** The machine's own PostgreSQL, or else one in the cache. */
export function postgreSql(): PostgreSql {
  const [bin] = globSync("/usr/lib/postgresql/*/bin").filter((folder) => existsSync(join(folder, "initdb")))
  return bin ? { bin, env: {} } : unpackedPostgreSql()
}

/** Packages are only unpacked, so apt needs no rights, and no server is started. */
export function unpackedPostgreSql(): PostgreSql {
  const folder = onceIn("postgresql", (target) => {
    need("apt-get")
    const folders = { lists: join(target, "apt/lists"), cache: join(target, "apt/cache") }
    for (const path of Object.values(folders)) mkdirSync(join(path, "partial"), { recursive: true })
    const options = [
      "-qq",
      `-oDir::State=${target}/apt`,
      `-oDir::State::lists=${folders.lists}`,
      "-oDir::State::status=/var/lib/dpkg/status",
      `-oDir::Cache=${folders.cache}`,
      "-oDebug::NoLocking=true",
      "-oAPT::Sandbox::User=",
    ]
    run("apt-get", [...options, "update"])
    const plan = run("apt-get", [
      ...options,
      "--simulate",
      "--no-install-recommends",
      "install",
      "postgresql",
    ])
    // The largest library is only for compiling queries, which is done only where it is there.
    const wanted = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name!)
    const packages = wanted.filter((name) => /^(postgresql(-client)?-\d|lib(?!llvm))/.test(name))
    run("apt-get", [...options, "download", ...packages], {}, target)
    for (const name of globSync("*.deb", { cwd: target })) {
      run("dpkg-deb", ["--extract", join(target, name), target])
      rmSync(join(target, name))
    }
    rmSync(join(target, "apt"), { recursive: true })
  })
  const [bin = ""] = globSync(join(folder, "usr/lib/postgresql/*/bin"))
  const libraries = globSync(join(folder, "{usr/,}lib/*-linux-gnu*"))
  return { bin, env: { LD_LIBRARY_PATH: libraries.join(":") }, root: folder }
}
