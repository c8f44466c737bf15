// How messages name the place of a GitHub secret.
import type { SecretPlace } from "../../github/secret-store.ts"

/** Where a secret lives, as a person finds it in the settings. */
export function placeName({ name, repository, environment, organization }: SecretPlace): string {
  if (organization) return `the secret "${name}" of the organisation ${organization}`
  return environment
    ? `the secret "${name}" of the environment "${environment}" in ${repository}`
    : `the secret "${name}" of ${repository}`
}
