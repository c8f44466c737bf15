// @actions/core imports @actions/exec for core.platform, which this action never uses. Leaving it out
// keeps every way to start another program out of the bundle, and saves start-up time.
export function getExecOutput() {
  throw new Error("@actions/exec is left out of this bundle: this action starts no other program")
}
