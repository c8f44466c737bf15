/** Brings in the real package, which the agents are made with. */
export function load(): Promise<void>
