import { nodeAddress } from '../../../openapi/index.js'
import type { Finding } from '../../findings/finding.js'
import { maskFinding } from '../../findings/mask-finding.js'
import type { Located } from '../../locate/located.js'
import type { Mutation } from '../../mutate/operators/mutation.js'
import { mutateRequest } from '../../mutate/operators/request.js'
import { keyOfRule } from '../../mutate/search.js'
import type { PlannedRequest } from '../planned-request.js'

/**
 * Maximum number of ways to break one rule that are tried. For most rules, the same code of a server handles all ways;
 * for `type`, values of several other types are tried.
 */
const maxOperators = { type: 6, other: 2 }

/**
 * Operators whose requests many servers accept on purpose: they use the last of two equal parameters, or accept any
 * escape.
 */
const lenient = /^(?:the parameter twice|the invalid escape |an escape that is not UTF-8)/

/** Other ways to write numbers and booleans, which most parsers accept. */
const otherSpelling = /^written /

/** Rules that few servers enforce, and need not enforce: unknown names, and a body with GET. */
const unenforced = new Set(['query', 'undocumented property', 'no body'])

/**
 * Generates requests that each break one rule of the document, from a valid request. The check confirms which rule is
 * broken.
 *
 * @param findProblems returns the errors of a request
 * @param tried counts how often each rule was broken before; the function updates it
 */
export function* findBroken(
  located: Located,
  findProblems: (request: PlannedRequest['request']) => readonly Finding[] | undefined,
  hasCredentials: boolean,
  tried: Map<string, number>,
): Generator<PlannedRequest> {
  const { operation } = located
  for (const mutation of mutateRequest(located)) {
    const { rule, operator } = mutation
    if (unenforced.has(rule.keyword) || otherSpelling.test(operator)) continue
    const key = `${keyOfRule(rule)} ${lenient.test(operator) ? 'lenient' : ''}`
    const times = tried.get(key) ?? 0
    const most = lenient.test(operator) ? 1 : rule.keyword === 'type' ? maxOperators.type : maxOperators.other
    if (times >= most) continue
    const made =
      rule.keyword === 'credentials' ? withoutCredentials(mutation, hasCredentials) : toBroken(mutation, findProblems)
    if (!made) continue
    tried.set(key, times + 1)
    yield { operation, ...made }
  }
}

type Made = Omit<PlannedRequest, 'operation'>

function toBroken(
  { operator, interactions }: Mutation,
  findProblems: (request: PlannedRequest['request']) => readonly Finding[] | undefined,
): Made | undefined {
  let best:
    | { readonly request: PlannedRequest['request']; readonly problems: readonly [Finding, ...Finding[]] }
    | undefined
  for (const { request } of interactions()) {
    const [first, ...others] = findProblems(request) ?? []
    if (first && (!best || others.length + 1 < best.problems.length)) best = { request, problems: [first, ...others] }
    // With a single problem, the server has no other reason to refuse the request.
    if (best?.problems.length === 1) break
  }
  if (!best) return undefined
  const { at, rule, line, keyword, message } = maskFinding(best.problems[0])
  const broken = { at, rule, message, mayBeAccepted: lenient.test(operator) }
  return {
    ...{ request: best.request, at, description: operator },
    broken: { ...broken, ...(line !== undefined && { line }), ...(keyword !== undefined && { keyword }) },
  }
}

function withoutCredentials(
  { rule, operator, expects, interactions }: Mutation,
  hasCredentials: boolean,
): Made | undefined {
  const [interaction] = interactions()
  if (!hasCredentials || operator !== 'no credentials' || !interaction) return undefined
  const at = expects[0]?.at ?? 'header authorization'
  const message = 'missing credentials'
  return {
    ...{ request: interaction.request, at, description: operator },
    broken: { at, rule: nodeAddress(rule.node), message, mayBeAccepted: false },
  }
}
