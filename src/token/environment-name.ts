// Which environment variables may hold the token: valid names that nothing else reads.

const VALID = /^[A-Za-z_][A-Za-z0-9_]*$/

// Names that programs, the shell, the runner or a toolchain read. They are lists, since V8 takes half a millisecond to
// compile the expressions that would say the same.
const NAMES = new Set(
  [
    "PATH PATHEXT HOME USERPROFILE SHELL COMSPEC IFS ENV BASH_ENV BASHOPTS SHELLOPTS PROMPT_COMMAND CDPATH TMPDIR TEMP TMP",
    "PS0 PS1 PS2 PS3 PS4 USER CI LANG CLASSPATH JAVA_OPTIONS _JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS JAVA_HOME GOFLAGS GOPROXY GOPATH GOROOT GOENV PSMODULEPATH SYSTEMROOT WINDIR EDITOR VISUAL PAGER",
    "LESSOPEN LESSCLOSE MAKEFLAGS GNUMAKEFLAGS MFLAGS RUSTFLAGS RUSTDOCFLAGS ZDOTDIR PERLLIB LUA_PATH LUA_CPATH LUA_INIT",
    "PIP_CONFIG_FILE PIP_INDEX_URL PIP_EXTRA_INDEX_URL CURL_HOME CURL_CA_BUNDLE REQUESTS_CA_BUNDLE KUBECONFIG",
    "AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_CA_BUNDLE",
  ].flatMap((line) => line.split(" ")),
)
const BEGINNINGS = [
  "LD_ DYLD_ NODE_ NPM_CONFIG_ GIT_ SSH_ GITHUB_ RUNNER_ ACTIONS_ INPUT_ STATE_ DOTNET_ MSBUILD_ COMPLUS_ BUNDLE_ GEM_",
  "CARGO_ RUSTC_ MAVEN_ GRADLE_ DOCKER_ OPENSSL_ SSL_ LC_ TF_CLI_ PYTHON PERL5 RUBY BASH_FUNC GLIBC",
].flatMap((line) => line.split(" "))
const ENDING = "_PROXY"

export const isValidName = (name: string): boolean => VALID.test(name)

/** Case is ignored, as on Windows. */
export function isReserved(name: string): boolean {
  const upper = name.toUpperCase()
  return (
    NAMES.has(upper) || BEGINNINGS.some((beginning) => upper.startsWith(beginning)) || upper.endsWith(ENDING)
  )
}
