import { type Document, findChild, type Operation } from '../../../openapi/index.js'
import type { Located } from '../../locate/located.js'
import { findBasePaths } from '../base-paths.js'
import { withRequest, withResponse } from '../edit.js'
import { type Attempt, attempt } from '../score/attempt.js'

const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET', 'TRACE']

/** Of each class, because a check may forget one. */
const statuses: readonly (readonly number[])[] = [
  [299, 298, 297],
  [399, 398, 397],
  [499, 498, 418],
  [599, 598, 597],
]

/** Attempts on what leads to a response: path, method and status. */
export function* breakAddress(located: Located, document: Document): Generator<Attempt> {
  yield* breakPath(located, document)
  yield* breakMethod(located, document)
  yield* breakStatus(located)
}

function* breakPath({ operation, interaction, url }: Located, document: Document): Generator<Attempt> {
  const { root, operations } = document
  const node = findChild(root, 'paths')
  if (!node) return
  const rule = { operation, subject: 'request', node, keyword: 'path' }
  const others = {
    'one segment more': `${url.pathname}/undocumented`,
    'one letter more': `${url.pathname}x`,
    'another path': '/undocumented/undocumented',
  }
  for (const [way, pathname] of Object.entries(others)) {
    if (operations.some(({ path }) => endsLike(pathname, path))) continue
    const changed = withRequest(interaction, { url: Object.assign(new URL(url), { pathname }).href })
    yield attempt(rule, 'undocumented-path', 'path', way, changed)
  }
  const bases = findBasePaths(document)
  const steps = url.pathname.split('/').slice(-operation.path.split('/').length + 1)
  for (const [way, base] of Object.entries({ 'no base path': '', 'another base path': '/undocumented' })) {
    const pathname = [base, ...steps].join('/')
    if (!bases || operations.some(({ path }) => endsLike(pathname, path) && bases.has(baseOf(pathname, path)))) continue
    const changed = withRequest(interaction, { url: Object.assign(new URL(url), { pathname }).href })
    yield attempt(rule, 'undocumented-path', 'path', way, changed)
  }
}

function baseOf(pathname: string, template: string): string {
  return pathname
    .split('/')
    .slice(0, -template.split('/').length + 1)
    .join('/')
}

/** Whether a path may be one of a template, whatever a server has put before it. */
function endsLike(pathname: string, template: string): boolean {
  const segments = template.split('/').slice(1)
  const received = pathname.split('/').slice(1).slice(-segments.length)
  return segments.every((segment, index) => segment.includes('{') || segment === received[index])
}

function* breakMethod({ operation, interaction }: Located, { root, operations }: Document): Generator<Attempt> {
  const paths = findChild(root, 'paths')
  const node = paths && findChild(paths, operation.path)
  const documented = operations.filter(({ path }) => path === operation.path).map(({ method }) => method)
  const method = methods.find((each) => !documented.includes(each))
  if (!node || method === undefined) return
  const rule = { operation, subject: 'request', node, keyword: 'method' }
  yield attempt(rule, 'undocumented-method', 'method', `method ${method}`, withRequest(interaction, { method }))
}

function* breakStatus({ operation, interaction }: Located): Generator<Attempt> {
  const node = findChild(operation.node, 'responses')
  if (!node) return
  const rule = { operation, subject: 'request', node, keyword: 'status' }
  for (const several of statuses) {
    const status = several.find((each) => !isDocumented(each, operation))
    if (status === undefined) continue
    yield attempt(rule, 'undocumented-status', 'status', `status ${status}`, withResponse(interaction, { status }))
  }
}

/** OAS 3.1, Responses Object: a code, its range, or all of them. */
function isDocumented(status: number, { responses }: Operation): boolean {
  const names = [String(status), `${String(status)[0]}XX`, 'default']
  return responses.some((response) => names.includes(response.status))
}
