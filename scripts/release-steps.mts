// The steps of a release: checks the version and its notes, and takes the steps that cannot be undone in the right order.

/** Calls GitHub's command line tool and returns what it prints; throws when it fails. */
export type Gh = (...args: string[]) => string

/** The commit to release, with the files that describe it. */
export interface Commit {
  repository: string
  sha: string
  ref: string
  defaultBranch: string
  manifest: string
  lockfile: string
  changelog: string
}

interface Release {
  tag: string
  notes: string
  /** The previous release, if there is one. */
  previous: string | undefined
}

/** Throws if the release would be wrong; changes nothing. */
export function check(commit: Commit, gh: Gh): Release {
  const { version } = JSON.parse(commit.manifest)
  if (commit.ref !== `refs/heads/${commit.defaultBranch}`)
    throw new Error(
      `Releases are made of ${commit.defaultBranch}, and this is ${commit.ref}. Run the workflow there.`,
    )
  if (!isVersion(version))
    throw new Error(`The version in package.json is ${version}. It must be three numbers, such as 1.2.3.`)
  if (JSON.parse(commit.lockfile).version !== version)
    throw new Error(
      `package-lock.json does not have the version of package.json, ${version}. Run npm install.`,
    )

  const notes = section(commit.changelog, version)
  if (!notes)
    throw new Error(`CHANGELOG.md has nothing under "## ${version}". Move what is under "Unreleased" there.`)

  const tag = `v${version}`
  const all = tags(commit, gh)
  const [newest] = all
    .filter((name) => name !== tag && isVersion(name.slice(1)))
    .sort((a, b) => compare(b, a))
  if (newest && compare(newest, tag) > 0)
    throw new Error(`${newest} is released already. Raise the version in package.json above it.`)
  if (all.includes(tag) && shaOf(commit, gh, `tags/${tag}`) !== commit.sha)
    throw new Error(`${tag} exists already, at another commit. Raise the version in package.json.`)
  return { tag, notes, previous: newest }
}

/** Releases, and moves the major tag. Can be run again after a failure: finished steps are not repeated. */
export function publish(commit: Commit, gh: Gh, bundle: string): string[] {
  const { tag, notes, previous } = check(commit, gh)
  const done: string[] = []
  const existing = releaseOf(commit, gh, tag)
  if (existing && !existing.draft) done.push(`${tag} is released already.`)
  else {
    // GITHUB_TOKEN may not tag a commit whose workflows differ from the default branch's, and no permission allows it.
    const tip = shaOf(commit, gh, `heads/${commit.defaultBranch}`)
    if (tip !== commit.sha)
      throw new Error(
        `${commit.defaultBranch} has moved on to ${tip}. Run the workflow again, for that commit.`,
      )
    const here = ["--repo", commit.repository]
    if (existing) gh("api", "--method", "DELETE", `repos/${commit.repository}/releases/${existing.id}`)
    const since = previous ? ["--notes-start-tag", previous] : []
    const text = ["--title", tag, "--notes", notes, "--generate-notes", ...since]
    // A published release cannot be changed, so it is published when it is complete. That creates the tag.
    gh("release", "create", tag, bundle, ...here, "--draft", "--target", commit.sha, ...text)
    gh("release", "edit", tag, ...here, "--draft=false", "--latest")
    done.push(`${tag} is released.`)
  }
  return [...done, moveMajor(commit, gh, tag.replace(/\..*/, ""))]
}

function moveMajor(commit: Commit, gh: Gh, major: string): string {
  const refs = `repos/${commit.repository}/git/refs`
  try {
    if (tags(commit, gh).includes(major))
      gh("api", "--method", "PATCH", `${refs}/tags/${major}`, "-f", `sha=${commit.sha}`, "-F", "force=true")
    else gh("api", "--method", "POST", refs, "-f", `ref=refs/tags/${major}`, "-f", `sha=${commit.sha}`)
  } catch {
    throw new Error(
      `The release is out, but ${major} could not be moved. Run this job again, or move it by hand: git push --force origin ${commit.sha}:refs/tags/${major}`,
    )
  }
  return `${major} is ${commit.sha}.`
}

/** The text in the changelog under a version, whose heading may also have a date. */
function section(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const found = sections.find((text) => text.split(/\s/, 1)[0] === version)
  return found?.slice(found.indexOf("\n")).trim() ?? ""
}

function tags({ repository }: Commit, gh: Gh): string[] {
  const refs = `repos/${repository}/git/matching-refs/tags/v`
  const names = gh("api", "--paginate", refs, "--jq", ".[].ref").split("\n")
  return names.filter(Boolean).map((ref) => ref.replace("refs/tags/", ""))
}

function releaseOf({ repository }: Commit, gh: Gh, tag: string): { id: number; draft: boolean } | undefined {
  const every = gh("api", "--paginate", `repos/${repository}/releases`, "--jq", ".[] | {id, tag_name, draft}")
  const releases = every.split("\n").filter(Boolean)
  return releases.map((line) => JSON.parse(line)).find(({ tag_name }) => tag_name === tag)
}

const shaOf = ({ repository }: Commit, gh: Gh, name: string): string =>
  gh("api", `repos/${repository}/commits/${name}`, "--jq", ".sha").trim()

const isVersion = (text: string): boolean => /^\d+\.\d+\.\d+$/.test(text)

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((tag) => tag.slice(1).split(".").map(Number)) as [number[], number[]]
  const differing = left.findIndex((number, index) => number !== right[index])
  return differing < 0 ? 0 : left[differing]! - right[differing]!
}
