import { type Document, isObject } from '../../../openapi/index.js'
import { parsePointer } from '../../../text/json-pointer.js'
import type { Finding } from '../../findings/finding.js'

/**
 * Generalises a place: in a JSON Pointer or path, each step that is an index, an id, a UUID or a date becomes `*`. So
 * `/data/0/name` and `/data/17/name` are one kind of place.
 */
export function generalisePlace(place: string): string {
  return place.replace(/(?<=\/)[^/]+/g, (step) => (isVariable(step) ? '*' : step))
}

/**
 * True for an index or number, a UUID (RFC 9562, 4), a date (RFC 3339, 5.6), and a longer id such as `c22d24f65a474597`
 * or `user_4fjA1kQ9z2x`.
 */
function isVariable(step: string): boolean {
  if (step.length > 200) return true
  return (
    /^\d+$/.test(step) ||
    /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(step) ||
    /^\d{4}-\d{2}-\d{2}(?:[Tt ].*)?$/.test(step) ||
    (step.length >= 12 && /^[\w.~-]+$/.test(step) && (step.match(/\d/g)?.length ?? 0) >= 3)
  )
}

/** Keywords whose findings are about the name of a property. */
const aboutName = /^(?:additionalProperties|unevaluatedProperties|propertyNames)$/

/**
 * The kind of place of a finding with a name that no schema of the document has: the key of a map, which is data like an index.
 * So `/zrh/open` and `/bsl/open` are one kind of place. `undefined` for other findings, and the name of an undocumented property stays.
 */
export function findMapPlace(document: Document, { at, code, keyword = '' }: Finding): string | undefined {
  const [, before = '', pointer] = /^((?:[^/]* )?)(\/.*)$/s.exec(at) ?? []
  if (pointer === undefined) return undefined
  const names = namesOf(document)
  const steps = pointer.slice(1).split('/')
  const last = code === 'undocumented-property' || aboutName.test(keyword) ? steps.length - 1 : steps.length
  const isKey = (step: string, index: number) => index < last && !isVariable(step) && !names.has(toName(step))
  if (!steps.some(isKey)) return undefined
  return generalisePlace(`${before}/${steps.map((step, index) => (isKey(step, index) ? '*' : step)).join('/')}`)
}

const toName = (step: string) => parsePointer(`/${step}`)?.[0] ?? step

const known = new WeakMap<Document, ReadonlySet<string>>()

/** All names of properties in a document. */
function namesOf(document: Document): ReadonlySet<string> {
  const before = known.get(document)
  if (before) return before
  const names = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      if (key === 'properties' && isObject(child)) for (const name of Object.keys(child)) names.add(name)
      if (key === 'required' && Array.isArray(child)) for (const name of child) names.add(String(name))
      visit(child)
    }
  }
  for (const file of document.files) visit(file.root)
  known.set(document, names)
  return names
}
