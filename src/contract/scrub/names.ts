import type { Finding } from '../findings/finding.js'
import type { PublicValues } from './public-values.js'

/** The names of members that stay. */
export interface Names {
  /** Returns true if a name stays, and remembers it. */
  keep(name: string): boolean
  /** True if `keep` returned true for a name. */
  isKept(name: string): boolean
  /** Lets the names stay of properties that findings say are undocumented, if `keepNames` allows it. */
  addUndocumented(findings: readonly Finding[]): void
}

/** Creates the object that decides which names of members stay: those that are public, and those that `keepNames` allows. */
export function createNames(
  publicValues: Pick<PublicValues, 'names' | 'isWord'>,
  { secrets, keepNames }: { readonly secrets: readonly string[]; readonly keepNames: boolean | 'undocumented' },
): Names {
  const kept = new Set<string>()
  const undocumented = new Set<string>()
  const mayStay = (name: string) => isFieldName(name) && !secrets.includes(name)
  return {
    keep(name) {
      const isPublic = publicValues.names.has(name) || publicValues.isWord(name) || undocumented.has(name)
      if (!isPublic && !(keepNames === true && mayStay(name))) return false
      kept.add(name)
      return true
    },
    isKept: (name) => kept.has(name),
    addUndocumented(findings) {
      if (keepNames !== 'undocumented') return
      for (const name of findings.flatMap(undocumentedName)) if (mayStay(name)) undocumented.add(name)
    },
  }
}

/** The name of the property that a finding says is undocumented. */
function undocumentedName({ code, at, keyword = '' }: Finding): string[] {
  const isUndocumented = code === 'undocumented-property' || /^(?:additional|unevaluated)Properties$/.test(keyword)
  return isUndocumented ? [at.slice(at.lastIndexOf('/') + 1)] : []
}

/** True if a name looks like a programmer's choice rather than a person's data. */
const isFieldName = (name: string) => name.length <= 40 && /^[a-z]+(_[a-z]+)*$|^[a-z]+([A-Z][a-z]+)*$/.test(name)
