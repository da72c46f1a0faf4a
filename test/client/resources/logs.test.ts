import { expect, test } from 'vitest'
import { createLogs } from '../../../src/client/resources/logs.js'
import { id } from '../../support/client-world.js'
import { createNotingReader } from './noting-reader.js'

test('each method passes on its id, its query and its options', async () => {
  const { calls, reader } = createNotingReader()
  const { list, get } = createLogs(reader)
  await list({ include_deleted: true }, { timeoutMs: 1 }).toArray()
  await get(id, { timeoutMs: 1 })
  await list().toArray()
  expect(calls).toEqual([
    ['list_logs', { query: { include_deleted: true } }, { timeoutMs: 1 }],
    ['get_log', { path: { id } }, { timeoutMs: 1 }],
    ['list_logs', { query: {} }, undefined],
  ])
})
