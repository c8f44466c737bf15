// Finds the value a person probably meant.

/** Number of single-character edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + cost)
    }
    row = next
  }
  return row[b.length]!
}

/** The candidate most like `word`, if more of it is right than wrong. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = word.slice(0, 100).toLowerCase().replaceAll("-", "_")
  const [best] = candidates
    .map((candidate) => ({ candidate, edits: distance(plain, candidate.replaceAll("-", "_")) }))
    .sort((a, b) => a.edits - b.edits)
  return best && best.edits <= best.candidate.length / 2 ? best.candidate : undefined
}
