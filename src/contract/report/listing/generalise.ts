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
