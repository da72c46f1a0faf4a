import { expect, test } from 'vitest'
import { operationTable } from '../../src/generated/operations.js'
import { findRoute } from '../../src/sandbox/route.js'

test.each(Object.entries(operationTable))('finds %s by its path', (operationId, { path }) => {
  const route = findRoute(path.replace('{id}', 'a%20b'))
  expect(route?.operationId).toBe(operationId)
  expect(route?.path).toEqual(path.includes('{id}') ? { id: 'a b' } : {})
})

test.each([
  '/',
  '/api/video/rooms',
  '/api/video/Room_sessions',
  '/api/video/room_sessions/',
  '/api/video/room_sessions/1/',
  '/api/video/room_sessions/1/streams',
  '//api/video/room_sessions',
])('finds nothing for %s', (path) => {
  expect(findRoute(path)).toBeUndefined()
})

test('keeps a path segment that cannot be decoded as it is', () => {
  expect(findRoute('/api/video/room_sessions/%ff')?.path).toEqual({ id: '%ff' })
})
