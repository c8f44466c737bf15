// Names that may be meant when another was written.
import { distance } from "fastest-levenshtein"

/** Longer names are not compared. A portal may send any. */
const LONGEST = 100

/** The names that differ least, at most three; none when all differ much. */
export function near(wrong: string, names: Iterable<string>): string[] {
  const written = wrong.toLowerCase()
  const limit = Math.max(2, Math.floor(written.length / 3))
  return [...new Set(names)]
    .filter((name) => name.length <= LONGEST && written.length <= LONGEST)
    .map((name) => ({ name, far: distance(written, name.toLowerCase()) }))
    .filter(({ name, far }) => far <= limit || isPartOf(written, name.toLowerCase()))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Either of the other, if it is no mere syllable. */
const isPartOf = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) > 2 && (a.includes(b) || b.includes(a))
