// Times and durations as people read them.

/** A duration in seconds, in words: "2 hours", "1 hour 30 minutes", "45 seconds". */
export function inWords(seconds: number): string {
  const units: [string, number][] = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ]
  const parts: string[] = []
  let rest = seconds
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`)
    else if (parts.length > 0) break
  }
  return parts.slice(0, 2).join(" ") || "0 seconds"
}

/** A time in UTC, from milliseconds since the epoch. */
export const inUtc = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`
