// Says which environment variable names may carry the token: valid ones that nothing else obeys.

const VALID = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Names that programs, the shell, the runner or a toolchain obey; matched without regard to case, as Windows does. */
const OBEYED: RegExp[] = [
  /^(PATH|PATHEXT|HOME|USERPROFILE|SHELL|COMSPEC|IFS|ENV|BASH_ENV|BASHOPTS|SHELLOPTS|PROMPT_COMMAND|PS[0-4]|CDPATH|TMPDIR|TEMP|TMP|USER|CI)$/,
  /^(LD|DYLD|NODE|NPM_CONFIG|GIT|SSH|GITHUB|RUNNER|ACTIONS|INPUT|STATE|DOTNET|MSBUILD|COMPLUS|BUNDLE|GEM|CARGO|RUSTC|MAVEN|GRADLE|DOCKER|OPENSSL|SSL|LC)_/,
  /^(PYTHON|PERL5|RUBY|BASH_FUNC|GLIBC)/,
  /^(_?JAVA_(TOOL_)?OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|GOFLAGS|GOPROXY|PSMODULEPATH|SYSTEMROOT|WINDIR|EDITOR|VISUAL|PAGER|LANG)$/,
  /_PROXY$/,
]

export const isValidName = (name: string): boolean => VALID.test(name)
export const isObeyed = (name: string): boolean => OBEYED.some((pattern) => pattern.test(name.toUpperCase()))
