// The order of doing: what others need comes first, deletions come last and in reverse.
import { isResource, type Resource, type Subject } from "../subject.ts"

/** Kinds in the portal's order, within one the manifest's; but nothing before what it refers to. */
export function inOrder(resources: readonly Resource[]): Resource[] {
  const byKind = resources.toSorted((a, b) => a.kind.order - b.kind.order)
  const ordered = new Set<Resource>()
  const started = new Set<Subject>()
  const place = (subject: Subject | undefined): void => {
    if (!subject || started.has(subject)) return
    started.add(subject)
    place(subject.parent)
    for (const { target } of subject.declared?.references ?? []) place(target)
    if (isResource(subject)) ordered.add(subject)
  }
  for (const resource of byKind) place(resource)
  const all = [...ordered]
  return [
    ...all.filter(({ declared }) => !declared.absent),
    ...all.filter(({ declared }) => declared.absent).reverse(),
  ]
}
