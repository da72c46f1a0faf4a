import { childrenOf, findChild, type Node, type Operation, type SecurityScheme } from '../../openapi/index.js'
import { toCanonical } from '../../schema/index.js'
import { addUnusable } from './bodies.js'
import type { Collector } from './collector.js'

/** A security scheme with the scopes or roles that a requirement names. */
interface Credential {
  readonly scheme: SecurityScheme
  readonly scopes: readonly string[]
}

/** One way to get access: all of these credentials are needed. An empty list allows everyone. */
type Alternative = readonly Credential[]

/**
 * Compares the credentials that an operation requires. The name of a scheme does not matter to requests; its type does.
 */
export function compareSecurity(collector: Collector, before: Operation, after: Operation): void {
  const at = 'security'
  const nodes = { before: nodeOf(before), after: nodeOf(after) }
  if (isUnusable(before) || isUnusable(after)) {
    if (toCanonical(nodes.before.value) !== toCanonical(nodes.after.value)) addUnusable(collector, at, nodes)
    return
  }
  const [one, other] = [alternativesOf(before), alternativesOf(after)]
  for (const from of one) {
    if (other.some((to) => satisfies(from, to))) continue
    const same = other.find((to) => to.length > 0 && isSame(from, to))
    const scopes = same ? missingScopes(from, same) : []
    const names = other.map(describe)
    const expected = names.join(' or ')
    collector.add({
      ...{ at, breaking: true, nodes, before: describe(from), after: expected },
      kind: from.length === 0 ? 'added' : same ? 'changed' : 'removed',
      message: same
        ? `${nameScopes(scopes)} required now`
        : from.length === 0
          ? `credentials are required now: ${expected}`
          : names.includes(describe(from))
            ? `${describe(from)} is another credential now: ${describeKinds(from)} became ${other.map(describeKinds).join(' or ')}`
            : `${describe(from)} is no longer enough; expected ${expected}`,
    })
  }
  for (const to of other) {
    if (one.some((from) => satisfies(to, from))) continue
    const same = one.find((from) => from.length > 0 && isSame(from, to))
    // This was already reported as a change.
    if (same && !satisfies(same, to)) continue
    if (one.some((from) => !other.some((each) => satisfies(from, each))) && one.length === 1 && to.length > 0) continue
    collector.add({
      ...{ at, breaking: false, nodes, after: describe(to) },
      kind: to.length === 0 ? 'removed' : same ? 'changed' : 'added',
      message:
        to.length === 0
          ? 'credentials are no longer required'
          : same
            ? `${nameScopes(missingScopes(to, same))} no longer required`
            : `${describe(to)} is accepted now`,
    })
  }
  compareSchemes(collector, one, other)
}

function isUnusable(operation: Operation): boolean {
  return operation.unusable.some(({ pointer }) => /\/security(?:\/\d+)?$/.test(pointer))
}

function nodeOf({ security, node }: Operation): Node {
  return security[0]?.node ?? findChild(node, 'security') ?? node
}

function alternativesOf({ security }: Operation): Alternative[] {
  const all = security.map(({ schemes, node }) =>
    schemes.map((scheme) => ({ scheme, scopes: scopesOf(node, scheme.name) })),
  )
  return all.length === 0 ? [[]] : all
}

function scopesOf(requirement: Node, name: string): string[] {
  const list = findChild(requirement, name)
  return list ? childrenOf(list).map(([, { value }]) => String(value)) : []
}

/** A text for the kind of credential that a scheme expects in a request. */
function kindOf({ type, scheme, in: location, parameter }: SecurityScheme): string {
  return toCanonical({
    type,
    scheme,
    location,
    parameter: location === 'header' ? parameter?.toLowerCase() : parameter,
  })
}

/** True if the credentials for one alternative are enough for the other. */
function satisfies(from: Alternative, to: Alternative): boolean {
  return to.every(({ scheme, scopes }) => {
    const given = from.find((each) => isEnoughFor(each.scheme, scheme))
    return given !== undefined && scopes.every((scope) => given.scopes.includes(scope))
  })
}

/** True if a credential of the first scheme is one of the second: an API key in `Authorization` may be any text. */
function isEnoughFor(given: SecurityScheme, needed: SecurityScheme): boolean {
  const isAuthorization = needed.in === 'header' && needed.parameter?.toLowerCase() === 'authorization'
  return kindOf(given) === kindOf(needed) || (given.type === 'http' && needed.type === 'apiKey' && isAuthorization)
}

/** True if both require the same schemes, whatever their scopes. */
function isSame(one: Alternative, other: Alternative): boolean {
  const kinds = (alternative: Alternative) =>
    alternative
      .map(({ scheme }) => kindOf(scheme))
      .sort()
      .join()
  return kinds(one) === kinds(other)
}

function missingScopes(from: Alternative, to: Alternative): string[] {
  return to.flatMap(({ scheme, scopes }) => {
    const given = from.find((each) => kindOf(each.scheme) === kindOf(scheme))
    return scopes.filter((scope) => !given?.scopes.includes(scope))
  })
}

/** The scopes with their verb, for a message: `scope "a" is`, `scopes "a", "b" are`. */
function nameScopes(scopes: readonly string[]): string {
  const names = scopes.map((scope) => JSON.stringify(scope)).join(', ')
  return scopes.length === 1 ? `scope ${names} is` : `scopes ${names} are`
}

function describe(alternative: Alternative): string {
  return alternative.map(({ scheme }) => scheme.name).join(' and ') || 'no credentials'
}

/** The kinds of credentials, without their names: `http bearer`, `apiKey in header X-Key`. */
function describeKinds(alternative: Alternative): string {
  const describeKind = ({ scheme: { type, scheme, in: location, parameter } }: Credential) =>
    [type, scheme, location && `in ${location}`, parameter].filter((part) => part !== undefined).join(' ')
  return alternative.map(describeKind).join(' and ') || 'no credentials'
}

/** Compares the names of schemes and where their tokens come from, because users configure both. */
function compareSchemes(collector: Collector, before: readonly Alternative[], after: readonly Alternative[]): void {
  const [one, other] = [before.flat(), after.flat()].map((list) => [
    ...new Map(list.map(({ scheme }) => [scheme.name, scheme])).values(),
  ])
  for (const scheme of one ?? []) {
    const sameKind = (other ?? []).filter((each) => kindOf(each) === kindOf(scheme))
    const next = sameKind.find(({ name }) => name === scheme.name) ?? sameKind[0]
    if (!next) continue
    const nodes = { before: scheme.node, after: next.node }
    const isTaken = (one ?? []).some((each) => each !== scheme && each.name === next.name)
    if (next.name !== scheme.name && !isTaken)
      collector.add({
        ...{ at: 'security', kind: 'changed', breaking: false, nodes, before: scheme.name, after: next.name },
        message: `security scheme ${JSON.stringify(scheme.name)} is called ${JSON.stringify(next.name)} now`,
      })
    collector.compareWords('security', scheme.node, next.node, ['description', 'bearerFormat'])
    for (const keyword of ['flows', 'openIdConnectUrl', 'oauth2MetadataUrl']) {
      const [first, second] = [findChild(scheme.node, keyword), findChild(next.node, keyword)]
      if (toCanonical(withoutTexts(first?.value)) === toCanonical(withoutTexts(second?.value))) continue
      collector.add({
        ...{ at: 'security', kind: 'changed', breaking: false, keyword, nodes },
        message: `${keyword} of security scheme ${JSON.stringify(next.name)} changed; requests are not affected by it`,
        ...(first && { before: first.value }),
        ...(second && { after: second.value }),
      })
    }
  }
}

/** Flows without the descriptions of their scopes. */
function withoutTexts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'scopes' ? Object.keys(Object(each)).sort() : withoutTexts(each),
    ]),
  )
}
