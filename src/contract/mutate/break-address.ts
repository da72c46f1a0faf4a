import { chooseResponse, createRouter, type Document, findChild, findDescendant } from '../../openapi/index.js'
import type { Located } from '../located.js'
import { type Attempt, attempt } from './attempt.js'
import { withRequest, withResponse } from './edit.js'

const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'GET', 'TRACE']

/** Attempts on what leads to a response: path, method and status. */
export function breakAddress(document: Document): (located: Located) => Generator<Attempt> {
  const route = createRouter(document.operations)
  return function* ({ interaction, operation, url }) {
    const rule = (keyword: string, place = operation.place) => ({ operation, subject: 'request', place, keyword })
    const paths = findChild(document.root, 'paths')
    const item = paths && findChild(paths, operation.path)
    if (paths && item) {
      const elsewhere = [`${url.pathname}/undocumented`, '/undocumented', '/undocumented/a/b/c/d/e/f/g']
        .map((pathname) => Object.assign(new URL(url), { pathname }))
        .find((each) => route(operation.method, each).path === undefined)
      if (elsewhere)
        yield attempt(
          rule('path', paths),
          'undocumented-path',
          'path',
          'an undocumented path',
          withRequest(interaction, { url: elsewhere.href }),
        )
      const method = methods.find((each) => each !== operation.method && isUndocumented(route(each, url)))
      if (method)
        yield attempt(
          rule('method', item),
          'undocumented-method',
          'method',
          `method ${method}`,
          withRequest(interaction, { method }),
        )
    }
    const responses = findDescendant(operation.place, ['responses'])
    if (!responses) return
    for (const statuses of [
      [299, 298],
      [399, 398],
      [418, 499],
      [599, 598],
    ]) {
      const status = statuses.find((each) => !chooseResponse(operation.responses, each))
      if (status !== undefined)
        yield attempt(
          rule('status', responses),
          'undocumented-status',
          'status',
          `status ${status}`,
          withResponse(interaction, { status }),
        )
    }
  }
}

function isUndocumented({ path, operation }: { path?: string; operation?: unknown }): boolean {
  return path !== undefined && operation === undefined
}
