import { expect, test } from 'vitest'
import { operationTable } from '../../src/generated/operations.js'
import { findRoute } from '../../src/sandbox/route.js'

test.each(Object.entries(operationTable))('finds %s by its path', (operationId, { path }) => {
  const route = findRoute(path.replace('{id}', 'a%20b'))
  expect(route?.operationId).toBe(operationId)
  expect(route?.path).toEqual(path.includes('{id}') ? { id: 'a b' } : {})
})

const list = operationTable.list_room_sessions.path

test.each(['/', `${list}-unknown`, list.toUpperCase(), `${list}/`, `${list}/1/`, `${list}/1/unknown-list`, `/${list}`])(
  'finds nothing for %s',
  (path) => {
    expect(findRoute(path)).toBeUndefined()
  },
)

test('does not change a path segment that cannot be decoded', () => {
  expect(findRoute(`${list}/%ff`)?.path).toEqual({ id: '%ff' })
})
