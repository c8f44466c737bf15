// Links to the documents of this repository, for messages: they work from any log, and lead to the version that runs.

/** The tag under which users call the actions; it moves with every release of this major version. */
export const MAJOR_VERSION = "v1"

/** @param heading its anchor on the page */
export const docs = (page: string, heading: string): string =>
  `https://github.com/org/devportal-token-action/blob/${MAJOR_VERSION}/docs/${page}#${heading}`

/** What a code means, and what to do. */
export const aboutCode = (page: string, code: string): string => `About ${code}: ${docs(page, code)}`
