// The names that GitHub allows for secrets.

/** https://docs.github.com/actions/reference/secrets-reference#naming-your-secrets; without flags, for a JSON Schema. */
export const SECRET_NAME = /^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_]\w*$/

export const isSecretName = (name: string): boolean => SECRET_NAME.test(name)
