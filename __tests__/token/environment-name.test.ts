import { describe, expect, test } from "@jest/globals"
import { isReserved, isValidName } from "../../src/token/environment-name.ts"

describe("names of environment variables", () => {
  test.each(["TOKEN", "_", "a1", "DEVPORTAL_ACCESS_TOKEN"])("%s is valid", (name) =>
    expect(isValidName(name)).toBe(true),
  )
  test.each(["", "1A", "A-B", "A B", "A=B", "A\nB", "A\n", "Ä", "A.B"])("%j is invalid", (name) =>
    expect(isValidName(name)).toBe(false),
  )
})

describe("names are reserved", () => {
  test.each([
    [
      "programs and the shell",
      ["PATH", "HOME", "SHELL", "IFS", "ENV", "BASH_ENV", "PS0", "PS4", "PROMPT_COMMAND", "CI"],
    ],
    ["the dynamic linker", ["LD_PRELOAD", "LD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES"]],
    ["Node", ["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "npm_config_registry", "NPM_CONFIG_REGISTRY"]],
    [
      "other languages",
      ["PYTHONPATH", "PYTHONSTARTUP", "PERL5LIB", "PERL5OPT", "RUBYOPT", "JAVA_TOOL_OPTIONS"],
    ],
    ["Git and SSH", ["GIT_SSH_COMMAND", "GIT_ASKPASS", "SSH_AUTH_SOCK"]],
    ["proxies", ["HTTPS_PROXY", "http_proxy", "NO_PROXY", "ALL_PROXY"]],
    [
      "the runner",
      ["GITHUB_TOKEN", "GITHUB_ENV", "RUNNER_DEBUG", "ACTIONS_STEP_DEBUG", "INPUT_X", "STATE_X"],
    ],
    [
      "compilers and build tools",
      ["MAKEFLAGS", "RUSTFLAGS", "GOPATH", "JAVA_HOME", "GOFLAGS", "TF_CLI_ARGS"],
    ],
    [
      "clients, for the CA or configuration that they trust",
      ["CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "KUBECONFIG", "PIP_INDEX_URL"],
    ],
    [
      "any of these in a different case, as on Windows",
      ["Path", "Node_Options", "github_token", "ld_preload"],
    ],
  ])("by %s", (_who, names) => expect(names.filter((name) => !isReserved(name))).toEqual([]))

  test("but not similar ones", () => {
    const free = [
      "TOKEN",
      "DEVPORTAL_ACCESS_TOKEN",
      "MY_PATH",
      "TF_VAR_token",
      "PORTAL_NODE_TOKEN",
      "CITOKEN",
      "PS5",
      "UV_PUBLISH_TOKEN",
      "YARN_NPM_AUTH_TOKEN",
      "AWS_PORTAL_TOKEN",
      "ENVIRONMENT",
    ]
    expect(free.filter(isReserved)).toEqual([])
  })
})
