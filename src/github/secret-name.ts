// The names that GitHub allows for secrets.

/** https://docs.github.com/actions/reference/secrets-reference#naming-your-secrets */
export const isSecretName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name) && !/^GITHUB_/i.test(name)
