import { type Document, findChild, type Operation, shapeOf, withoutQuery } from '../../../openapi/index.js'
import type { Located } from '../../locate/located.js'
import { findBasePaths } from '../base-paths.js'
import { withRequest, withResponse } from '../edit.js'
import { type Mutation, mutation } from './mutation.js'

const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET', 'TRACE']

/** Statuses of each class, because a check may treat the classes differently. */
const statuses: readonly (readonly number[])[] = [
  [299, 298, 297],
  [399, 398, 397],
  [499, 498, 418],
  [599, 598, 597],
]

/** Yields mutations of path, method and status. */
export function* mutateAddress(
  located: Located,
  document: Document,
  servers: readonly string[] | undefined,
): Generator<Mutation> {
  yield* mutatePath(located, document, findBasePaths(document, servers))
  yield* mutateMethod(located, document)
  yield* mutateStatus(located)
}

function* mutatePath(
  { operation, interaction, url }: Located,
  document: Document,
  bases: ReadonlySet<string> | undefined,
): Generator<Mutation> {
  const { root, operations } = document
  const node = findChild(root, 'paths')
  if (!node) return
  const rule = { operation, subject: 'request', node, keyword: 'path' }
  const others = {
    'an extra segment': `${url.pathname}/undocumented`,
    'an extra letter': `${url.pathname}x`,
    'another path': '/undocumented/undocumented',
  }
  for (const [operator, pathname] of Object.entries(others)) {
    if (operations.some(({ path }) => endsLike(pathname, path))) continue
    const changed = withRequest(interaction, { url: Object.assign(new URL(url), { pathname }).href })
    yield mutation(rule, 'undocumented-path', 'path', operator, changed)
  }
  const steps = url.pathname.split('/').slice(-operation.path.split('/').length + 1)
  for (const [operator, base] of Object.entries({ 'no base path': '', 'another base path': '/undocumented' })) {
    const pathname = [base, ...steps].join('/')
    if (!bases || operations.some(({ path }) => endsLike(pathname, path) && bases.has(baseOf(pathname, path)))) continue
    const changed = withRequest(interaction, { url: Object.assign(new URL(url), { pathname }).href })
    yield mutation(rule, 'undocumented-path', 'path', operator, changed)
  }
}

function baseOf(pathname: string, template: string): string {
  return pathname
    .split('/')
    .slice(0, -template.split('/').length + 1)
    .join('/')
}

/** True if the end of a path matches a template, with any base path before it. */
function endsLike(pathname: string, template: string): boolean {
  const segments = withoutQuery(template).split('/').slice(1)
  const received = pathname.split('/').slice(1).slice(-segments.length)
  return segments.every((segment, index) => segment.includes('{') || segment === received[index])
}

function* mutateMethod({ operation, interaction, url }: Located, { root, operations }: Document): Generator<Mutation> {
  const paths = findChild(root, 'paths')
  // Another template may match as well, for example one with other names of parameters. The first one is the rule.
  const alike = operations.find(({ path }) => withoutNames(path) === withoutNames(operation.path)) ?? operation
  const node = paths && findChild(paths, alike.path)
  const length = operation.path.split('/').length
  const documented = operations
    .filter(
      ({ path }) => path === operation.path || (path.split('/').length === length && endsLike(url.pathname, path)),
    )
    .map(({ method }) => method)
  const method = methods.find((each) => !documented.includes(each))
  if (!node || method === undefined) return
  const rule = { operation, subject: 'request', node, keyword: 'method' }
  yield mutation(rule, 'undocumented-method', 'method', `method ${method}`, withRequest(interaction, { method }))
}

function withoutNames(path: string): string {
  return shapeOf(withoutQuery(path))
}

function* mutateStatus({ operation, interaction }: Located): Generator<Mutation> {
  const node = findChild(operation.node, 'responses')
  if (!node) return
  const rule = { operation, subject: 'request', node, keyword: 'status' }
  for (const several of statuses) {
    const status = several.find((each) => !isDocumented(each, operation))
    if (status === undefined) continue
    yield mutation(rule, 'undocumented-status', 'status', `status ${status}`, withResponse(interaction, { status }))
  }
}

/** True if a status is documented by its code, its range or `default` (OAS 3.1, Responses Object). */
function isDocumented(status: number, { responses }: Operation): boolean {
  const names = [String(status), `${String(status)[0]}XX`, 'default']
  return responses.some((response) => names.includes(response.status))
}
