// What is wrong, in sentences: each says what was found and what to do.

import type { EvidenceFor } from "../../failure.ts"
import type { SecretPlace } from "../../github/secret-store.ts"
import { shorten } from "../../secrets/harmless.ts"
import { docs } from "../../step/messages/docs.ts"
import { type ProblemOf, stepProblems } from "../../step/messages/input-problems.ts"
import { placeName } from "../../step/messages/place-name.ts"
import { alternatives, listed } from "../../step/messages/quoting.ts"
import type { Exchange } from "../api/connection.ts"
import { type FieldPath, pathText } from "../field-path.ts"
import type { Place } from "../problem.ts"
import type { Difference } from "../values.ts"
import { exchangeText } from "./exchange.ts"
import { storeText } from "./store-text.ts"
import { differenceText, plural, someOf, typeText, valueText, whereText } from "./words.ts"

export type Saying = ProblemOf<typeof problems>

/** What is wrong with a function of a portal module. */
export type Misused = ProblemOf<typeof misuses>

/** "a plan", "an api". */
const withArticle = (kind: string): string => `${/^[aeiou]/i.test(kind) ? "an" : "a"} ${kind}`

const perhaps = (names: readonly string[]): string =>
  names.length > 0 ? ` Did you mean ${alternatives(names)}?` : ""

const inputs = {
  ...stepProblems,
  noApiUrl: () => '"api-url" is missing: give the base URL of the portal\'s API, with its path.',
  urlWithQuery: (name: string) => `"${name}" has a ?query, which a base URL cannot have: remove it.`,
  noToken: () =>
    '"access-token" is missing, and the variable DEVPORTAL_ACCESS_TOKEN is not set: run org/devportal-token-action in an earlier step of this job, or give a token.',
  noSuchFile: (name: string, path: string) =>
    `"${name}" is ${valueText(path)}, and there is no such file in the workspace: check the path, and that an earlier step checks out the repository (actions/checkout).`,
  unreadableFile: (name: string, path: string) =>
    `"${name}": the file ${valueText(path)} cannot be read: check its permissions.`,
  emptyFolder: (path: string) =>
    `"manifest" is the folder ${valueText(path)}, which has no *.yml or *.yaml file: check the path.`,
  notAHeader: (name: string, line: number) =>
    `Line ${line} of "${name}" is no header: write "Name: value", one header per line, with visible ASCII characters only.`,
  reservedHeader: (name: string, header: string) =>
    `"${name}" sets ${valueText(header)}, which this action sets itself: remove that line.`,
  emptyHeader: (name: string, header: string) =>
    `"${name}" has no value for ${valueText(header)}: if it comes from a variable, check that the variable is set and spelt like this.`,
  headerTwice: (name: string, header: string) =>
    `"${name}" sets ${valueText(header)} twice: remove one of the lines.`,
  noGithubToken: () =>
    '"github-token" is missing, and the manifest stores values in GitHub secrets: give a GitHub App token or a fine-grained personal access token that may write secrets. GITHUB_TOKEN cannot.',
  missingHeader: (portal: string, header: string) =>
    `"headers" lacks ${valueText(header)}, which ${portal} needs: add a line "${header}: value".`,
  untrustedModule: (name: string) =>
    `The portal module ${valueText(name)} is code of the repository, and this run is started by a fork: GitHub gives such runs secrets, so the module is not loaded. Use the event pull_request, or a built-in portal.`,
  secretsPlaceTwice: () =>
    '"secrets-environment" and "secrets-organization" are both set: remove one. A secret belongs to one place.',
  noPlanFile: (path: string) =>
    `"plan-file" is ${valueText(path)}, and there is no such file: check the path, and that the artifact was downloaded in this job.`,
  notAPlan: (path: string) =>
    `"plan-file" is ${valueText(path)}, which is no plan of this version of the action: make the plan again.`,
  planDigest: (path: string) =>
    `"plan-file" is ${valueText(path)}, whose actions do not fit its digest: it was changed after it was made. Make the plan again.`,
  planNotWritten: (path: string) =>
    `The plan cannot be written to ${valueText(path)}: check that the folder exists.`,
  planOfOther: (path: string, what: string) =>
    `"plan-file" is ${valueText(path)}, which was made for another ${what}: make the plan with the same inputs as this step.`,
}

const secretsText = (names: readonly string[], one: string, several: string): string =>
  names.length === 1
    ? `the GitHub secret ${names[0]} ${one}`
    : `the GitHub secrets ${names.join(", ")} ${several}`

const createAnew = (isDeletable: boolean): string =>
  `${isDeletable ? 'Delete it (state: absent, with "allow-delete: true") and run again with it declared' : "Delete it in the portal's own pages and run again, or declare one with another name"}: it is created anew, and what it shows is stored.`

/** What most often leads to these faults. */
const YAML_HINTS: Record<string, string> = {
  BLOCK_AS_IMPLICIT_KEY: ' If a value contains ": ", put it in quotes; else check the indentation.',
  MULTILINE_IMPLICIT_KEY: ' Is there a ":" missing, or a closing quote?',
  BAD_SCALAR_START: " Put the value in quotes.",
  BAD_DQ_ESCAPE: " In single quotes a backslash is only a backslash.",
  TAB_AS_INDENT: " Use blanks.",
  BAD_INDENT: " Check the indentation.",
  MISSING_CHAR: " Check quotes, brackets and indentation up to here.",
  UNEXPECTED_TOKEN: " Check quotes, brackets and indentation up to here.",
  TAG_RESOLVE_FAILED: " Remove the !tag, or put the text in quotes.",
}

const manifest = {
  tooLarge: () =>
    "The file is larger than 1 MiB: split it into several files in a folder, and give the folder.",
  notUtf8: () => "The file is not UTF-8 text: save it with the encoding UTF-8.",
  notYaml: (message: string, code: string) =>
    `This is not valid YAML: ${message.replace(/\.?$/, ".")}${YAML_HINTS[code] ?? ""}`,
  otherYaml: (version: string) =>
    `"%YAML ${version}" asks for another version of YAML: remove that line. A manifest is YAML 1.2.`,
  severalDocuments: () =>
    'A second document begins here ("---"), and a file holds one manifest: move it to a file of its own, and give the folder.',
  tooDeep: () => "This is nested more than 100 levels deep: check brackets and indentation.",
  duplicateKey: (name: string) =>
    name === "<<"
      ? '"<<" is in this mapping twice: merge several with one list, such as <<: [*a, *b].'
      : `The key ${valueText(name)} is in this mapping twice: remove one.`,
  keyNotText: () => "A key must be a text: put it in quotes.",
  noSuchAnchor: (name: string) =>
    `The alias *${name} has no anchor: put &${name}, further up in this file. If it is a text, put it in quotes.`,
  aliasInItself: (name: string) =>
    `The alias *${name} is inside the value that it refers to, which would have no end: remove it.`,
  mergeOfNoMapping: () =>
    '"<<" can only merge mappings: give it the alias of one, or a list of such aliases.',
  expressionLeftOver: () =>
    "A ${{ }} expression has no meaning in a manifest: GitHub replaces it in workflows only. Write the value itself; secrets do not belong here.",
  notExact: (source: string) =>
    `The number ${source} cannot be kept exactly: put it in quotes, if the portal takes a text.`,
  aliasBomb: () => "With its aliases resolved, this file has more than a million values: use fewer aliases.",
  notAMapping: (what: string) => `${what || "This"} must be a mapping (name: value).`,
  notAList: (what: string) => `${what} must be a list: begin each resource with "- ".`,
  notASingle: (what: string) =>
    `${what} must be a mapping (name: value). To declare it without any fields, write {}.`,
  notText: (what: string) => `"${what}" must be a text.`,
  noPortal: (_what: string) =>
    'The manifest does not say which portal it is for: begin it with "portal: wallis", "portal: usage-engine" or "portal: gravitee", or with the path of a portal module, such as "portal: ./portal.mjs".',
  saidTwice: (what: string, { file, line }: Place) =>
    `"${what}" has another value in ${file}, line ${line}: keep one of them.`,
  otherPortal: (name: string, first: { name: string; place: Place }) =>
    `This file is for the portal ${valueText(name)}, and ${first.place.file} for ${valueText(first.name)}: put them into different folders.`,
  unknownPortal: (name: string, near: readonly string[]) =>
    `There is no built-in portal ${valueText(name)}.${perhaps(near)} The path of a portal module begins with "./".`,
  noPortalModule: (name: string, file: string) =>
    `${valueText(name)} is no portal module: there is no file ${valueText(file)}, or its name does not end in .mjs, .js or .ts. The path is relative to the manifest.`,
  unknownKey: (
    name: string,
    what: string,
    { near, known }: { near: readonly string[]; known: readonly string[] },
  ) =>
    `${valueText(name)} is not known here (${what}).${perhaps(near) || ` Known are ${listed(someOf(known, 12).map(String))}.`}`,
  declaredTwice: (address: string, { file, line }: Place, other = address) =>
    `${whereText(address)} is declared already, in ${file}, line ${line}${other === address ? "" : `, as ${whereText(other)}`}: remove one of the two.`,
  noMatchField: (name: string, kind: string) => `"${name}" is missing: it identifies the ${kind}.`,
  matchNotText: (name: string, value: unknown) =>
    `"${name}" must be a text, and this is ${typeText(value)}: put it in quotes.`,
  matchBlank: (name: string) => `"${name}" must not be empty, nor begin or end with a blank.`,
  unknownState: () =>
    '"state" can only be "absent", which deletes the resource. To keep it, leave "state" out.',
  cannotBeDeleted: (kind: string) =>
    `This portal's API cannot delete ${withArticle(kind)}, as far as is known: delete it in the portal's own pages, and remove it here.`,
  besideAbsent: (name: string) =>
    `"${name}" has no meaning beside "state: absent": keep only the fields that identify it.`,
  shownOnceWithoutStore: (kind: string) =>
    `The portal shows the secrets of ${withArticle(kind)} only once, when it is created: say with "store" in which GitHub secrets they go, such as store: { clientSecret: PORTAL_CLIENT_SECRET }.`,
  notAStore: () =>
    '"store" must name a GitHub secret for each value, such as store: { clientSecret: PORTAL_CLIENT_SECRET }.',
  nothingToStore: (kind: string) => `This ${kind} has no secrets to store: remove "store".`,
  notASecretName: (value: unknown) =>
    `${valueText(value)} is not a name that GitHub allows for a secret: use letters, digits and underscores, not beginning with GITHUB_ or a digit.`,
  storedTwice: (secret: string, { file, line }: Place) =>
    `The GitHub secret ${secret} is the target of another value too (${file}, line ${line}): give each its own.`,
  refersToAbsent: (address: string, { file, line }: Place) =>
    `This refers to ${address}, which ${file}, line ${line}, declares as absent: remove one of the two.`,
  referenceWithoutParent: (field: string, through: string) =>
    `"${field}" can be found only together with "${through}": declare that too.`,
  notAReference: (field: string, kind: string, fields: readonly string[]) =>
    `"${field}" must name ${withArticle(kind)}${fields.length > 1 ? `, by a mapping of ${listed(fields)}` : ""}, as a text without outer blanks.`,
  noSuchOperation: (name: string, near: readonly string[]) =>
    `This portal has no operation ${valueText(name)}.${perhaps(near)}`,
  notAnOperation: (name: string) =>
    `The operation "${name}" must be a method and a path, such as "POST /bundles/{bundleId}/activation".`,
  otherParameters: (name: string, parameters: readonly string[]) =>
    parameters.length > 0
      ? `The path of the operation "${name}" must have ${plural(parameters.length, "parameter")}: {${parameters.join("}, {")}}.`
      : `The path of the operation "${name}" must have no {parameter}.`,
  fieldInvalid: (field: string, message: string) => `"${field}" ${message}.`,
  bodyInvalid: (path: FieldPath, operation: string, message: string) =>
    `${path.length > 0 ? `"${pathText(path)}"` : "This"} is not what the OpenAPI document allows for ${operation}: ${message}`,
  bodyLacks: (kind: string, missing: readonly string[], operation: string) =>
    `There is no such ${kind} at the portal, and to create it (${operation}) the OpenAPI document requires ${listed(missing)} too: declare ${missing.length === 1 ? "it" : "them"}.`,
  cannotBeCreated: (kind: string) =>
    `There is no such ${kind} at the portal, and its API cannot create one, as far as is known: create it in the portal's own pages.`,
  refused: (kind: string, why: string) => `This ${kind} cannot be changed like this: ${why}.`,
  immutable: (kind: string, differences: readonly Difference[]) =>
    `The portal's API does not change ${withArticle(kind)}, and the portal has other values: ${differences.map(differenceText).join("; ")}. Declare the portal's values, or another resource with a name of its own.`,
}

const portals = {
  invalidPortal: (portal: string, where: string, what: string) =>
    `The portal module ${portal} is not valid${where ? `, ${where}` : ""}: ${what}. See ${docs("portals.md", "reference")}.`,
  moduleNotLoaded: (file: string, name: string, message: string) =>
    `The portal module ${file} cannot be loaded: ${name}: ${shorten(message, 500).replace(/\.?$/, ".")}${name === "SyntaxError" ? ` To see where, run: node --check ${file}` : ""}`,
  wrongFunction: (portal: string, name: string, what: Misused) =>
    `The portal module "${portal}" has a defect in ${name}: ${misusedText(what)}. See ${docs("portals.md", "what-functions-may-do")}.`,
}

const misuses = {
  threw: (error: string, where: string) => `it throws ${error}${where ? ` at ${where}` : ""}`,
  isAsync: () => "it is async, and must return its result at once",
  noRequest: () => "it must return a request made by at.call",
  notPlain: () => "what it returns cannot be sent as JSON",
  wrongHeader: (name: string) =>
    `its header ${valueText(name)} cannot be sent: it has a line break or the like, or the connection sets it itself`,
  wrongQuery: (name: string) =>
    `its query parameter ${valueText(name)} must be a text, a number, true, false or a list of such; undefined leaves it out`,
  notReading: (method: string) =>
    `its request is a ${method}. Only GET may read, or a POST that is called with safe: true`,
  emptyParameter: (parameter: string, operation: string) =>
    `the path parameter "${parameter}" of the operation "${operation}" is empty, "." or ".."`,
  unknownOperation: (name: string, near: readonly string[]) =>
    `there is no operation ${valueText(name)}${near.length > 0 ? `, perhaps ${alternatives(near)}` : ""}`,
  noProblems: () => "it must return a list of { field, message }",
  itemNoObject: () => "an item must be an object",
  noState: () => "it must return { name, is, note }, or undefined",
}

const misusedText = ([row, ...values]: Misused): string =>
  (misuses[row] as (...values: unknown[]) => string)(...values)

const documents = {
  notOpenApi: () => 'This is no OpenAPI document: it does not begin with "openapi: 3.0.3" or the like.',
  swagger: () =>
    "This is a Swagger 2.0 document: convert it to OpenAPI 3 (for example with swagger2openapi).",
  otherOpenApi: (version: string) =>
    `This is a document of OpenAPI ${valueText(version)}. Only 3.0 and 3.1 can be read: convert it.`,
  noPaths: () => 'This document has no "paths".',
  notInDocument: (name: string, own: string, near: readonly string[], several: readonly string[]) =>
    `${several.length > 1 ? `Several operations are called "${name}" (${several.join(", ")})` : `There is no operation "${name}"`} in this document, and none at ${own}.${perhaps(near)} Say in the manifest where it is: operations: { ${name}: "METHOD /path" }.`,
  unknownParameter: (parameter: string, name: string, operation: string) =>
    `The operation "${name}" is ${operation} in this document, and the portal module has no value for {${parameter}}. If another operation is meant, say so in the manifest: operations: { ${name}: "METHOD /path" }.`,
  unresolvedSchema: (operation: string, ref: string) =>
    `The schema of ${operation} refers to ${valueText(ref)}, which is not in this document: bundle the document into one file (for example with "redocly bundle").`,
  endlessSchema: (operation: string) =>
    `The schema of ${operation} has no end, since it is made of itself: correct it.`,
}

const online = {
  exchange: (exchange: Exchange) => exchangeText(exchange),
  ambiguousMatch: (kind: string, ids: readonly unknown[]) =>
    `The portal has ${ids.length} resources (${kind}) that fit: ${ids.slice(0, 10).map(valueText).join(", ")}. Rename or delete all but one.`,
  notFound: (kind: string, name: string, near: readonly string[], names: readonly string[]) =>
    `There is no ${kind} ${valueText(name)}, neither in the manifest nor at the portal (as far as this token may see).${perhaps(near) || (names.length > 0 ? ` There ${names.length === 1 ? "is" : "are"} ${someOf(names, 5).map(valueText).join(", ")}.` : "")}`,
  noId: (kind: string) =>
    `The portal sent ${withArticle(kind)} without a usable id, so it cannot be addressed.`,
  deleteRefused: (alongWith: number) =>
    `This would be deleted${alongWith > 0 ? `, and ${plural(alongWith, "resource")} in it` : ""}. Set "allow-delete: true" if that is meant.`,
  approvalRefused: (state: string, note: string | undefined) =>
    `A person at the portal has decided against it: ${valueText(state)}${note ? `, with the note ${valueText(note)}` : ""}. It is not requested again: agree with that person, and request it again in the portal's own pages; or remove it from the manifest.`,
  changesPending: (changes: number) =>
    `${plural(changes, "resource")} ${changes === 1 ? "differs" : "differ"} from the manifest, and "fail-on-changes" is set: apply the manifest, or change it.`,
  isThere: () =>
    "It was not there when the plan was made, and now it is, with other values than declared. Make the plan again.",
  isGone: () => "It was there when the plan was made, and now it is gone. Make the plan again.",
  isAnother: (planned: unknown, now: unknown) =>
    `The plan was made for the one with the id ${valueText(planned)}; now the one with the id ${valueText(now)} has this name. Make the plan again.`,
  hasChanged: (differences: readonly Difference[]) =>
    `Since the plan was made, somebody has changed it: ${differences.map(differenceText).join("; ")}. Make the plan again.`,
  preconditionFailed: () =>
    "Somebody changed it between reading and writing (the portal answered 412). Make the plan again.",
  conflicts: (exchange: Exchange) => `${exchangeText(exchange)}
It is there now, with other values than declared. Make the plan again.`,
  notApproved: (verb: string) =>
    `This would be done (${verb}), and it is not in the approved plan, or not like this. Nothing was written: make the plan again and have it approved.`,
  notApplied: (differences: readonly Difference[]) =>
    `The portal accepted the request, but has other values now: ${differences.map(({ path, before, after }) => `${path}: sent ${valueText(after)}, found ${before === null || before === undefined ? "nothing" : valueText(before)}`).join("; ")}. The portal may change or ignore such values: declare what it makes of them.`,
  notThere: () =>
    "The portal accepted the request, but does not show the resource: run again later; a run looks first.",
  stillThere: () =>
    "The portal accepted the deletion, but the resource is still there: run again later; a run looks first.",
  unknownOutcome: (exchange: Exchange, hasLooked: boolean) =>
    `${exchangeText(exchange)}\nIt is not known whether the portal has done it: ${hasLooked ? "it does not show the result" : "its present state could not be read"}. Run again: a run looks first, so nothing is done twice.`,
  unseen: (exchange: Exchange) =>
    `${exchangeText(exchange)}\nThe portal had accepted the change just before, but its present state could not be read. Run again: a run looks first, so nothing is done twice.`,
  storeFailed: (doing: "proving" | "storing", place: SecretPlace, evidence: EvidenceFor) =>
    storeText(doing, place, evidence),
  noRepositoryId: (place: SecretPlace) =>
    `The portal's value is to go into ${placeName(place)}, which does not exist yet and would be for this repository only. The number of this repository is not known, since the variable GITHUB_REPOSITORY_ID is missing. Nothing was written: set the variable for this step (gh api repos/${place.repository} --jq .id shows the number), and run again.`,
  valuesUnusable: (kind: string, names: readonly string[]) =>
    `The portal sent ${listed(names)} of ${withArticle(kind)}, and that is no text, so it cannot be stored: correct "once" in the portal module.`,
  valuesNotStored: (
    kind: string,
    names: readonly string[],
    { secrets, isDeletable }: { secrets: readonly string[]; isDeletable: boolean },
  ) =>
    `The portal shows ${listed(names)} of ${withArticle(kind)} only when it is created. It is there, and ${secretsText(secrets, "does not exist", "do not exist")}. If the log of an earlier run shows a "gh api" command, run that: it stores the value. Otherwise nobody has the value. ${createAnew(isDeletable)} If somebody does have the value, put it into the GitHub secret by hand.`,
  valuesLost: (
    kind: string,
    names: readonly string[],
    { outdated, isDeletable }: { outdated: readonly string[]; isDeletable: boolean },
  ) =>
    `The portal shows ${listed(names)} of ${withArticle(kind)} only when it is created, and no answer with a usable text arrived: nobody has the value. ${createAnew(isDeletable)}${outdated.length > 0 ? ` Do it now: ${secretsText(outdated, "still holds", "still hold")} an older value, so the next run will not notice.` : ""}`,
  cancelled: () =>
    "The run was cancelled. What was being written was finished, and nothing else was begun: run again to go on.",
  internal: (name: string) =>
    `A defect of this action: ${name}. Please report it, with the log of a run with debug logging.`,
}

export const problems = { ...inputs, ...manifest, ...portals, ...documents, ...online }

export type InputProblem = ProblemOf<typeof inputs>

/** The sentences of a problem, with the address of its resource. */
export function problemText({ say, address, code }: { say: Saying; address?: string; code: string }): string {
  const [row, ...values] = say
  const text = (problems[row] as (...values: unknown[]) => string)(...values)
  return `${address ? `${whereText(address)}: ` : ""}${text}${text.includes(`[${code}]`) ? "" : ` [${code}]`}`
}
