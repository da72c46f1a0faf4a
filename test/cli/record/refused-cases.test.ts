import { describe, expect, test } from 'vitest'
import { toRefusedCases } from '../../../src/cli/record/refused-cases.js'
import { operationTable } from '../../../src/generated/operations.js'

const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
const casesOf = (operation: keyof typeof operationTable) =>
  toRefusedCases(operation, id).map(({ name, id, query, unauthorized }) => ({ name, id, query, unauthorized }))

test('every case is marked as wrong, and has a name of its own', () => {
  for (const operation of Object.keys(operationTable) as (keyof typeof operationTable)[]) {
    const cases = toRefusedCases(operation, id)
    expect(cases.filter(({ wrong, operationId }) => !wrong || operationId !== operation)).toEqual([])
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  }
})

describe('the refused cases', () => {
  test('of one item have wrong credentials, and wrong ids in place of the real one', () => {
    expect(toRefusedCases('get_room_session', id)).toEqual([
      { operationId: 'get_room_session', id, name: 'wrong-credentials', unauthorized: true, wrong: true },
      { operationId: 'get_room_session', name: 'unknown-id', id: expect.not.stringMatching(id), wrong: true },
      { operationId: 'get_room_session', name: 'malformed-id', id: 'no-uuid', wrong: true },
    ])
  })

  test('of a list have values beyond the limits, and a page to which no link leads', () => {
    const { page_size } = operationTable.list_room_sessions.parameters
    const cases = new Map(casesOf('list_room_sessions').map(({ name, query }) => [name, query]))
    expect(cases.get('page-size-too-small')).toEqual({ page_size: page_size.minimum - 1 })
    expect(cases.get('page-size-too-large')).toEqual({ page_size: page_size.maximum + 1 })
    expect(cases.get('page-number-without-token')).toEqual({ page_number: 1 })
    expect(cases.get('unknown-page-token')).toEqual({
      page_number: 1,
      page_token: expect.stringMatching(/^PA[0-9a-f-]{36}$/),
    })
    expect(cases.has('unknown-id')).toBe(false)
  })

  test('of a list below an item keep the real id in all but the cases of the id', () => {
    const ids = casesOf('list_room_session_members').map(({ name, id: sent }) => [name, sent === id])
    expect(ids.filter(([name, isReal]) => isReal !== !/^(unknown|malformed)-id$/.test(String(name)))).toEqual([])
    expect(ids.length).toBeGreaterThan(4)
  })

  test('have a wrong value for every parameter of the query whose type, format, limits or values allow one', () => {
    for (const [operation, { parameters }] of Object.entries(operationTable)) {
      const queries = casesOf(operation as keyof typeof operationTable).flatMap(({ query }) => (query ? [query] : []))
      const sent = (name: string) =>
        queries.flatMap((query) => (name in query ? [(query as Record<string, unknown>)[name]] : []))
      for (const [name, bounds] of Object.entries<{
        in: string
        type?: string
        format?: string
        enum?: readonly unknown[]
      }>(parameters)) {
        if (bounds.in !== 'query') continue
        if (bounds.enum) expect(sent(name)).toContain('no-such-value')
        if (bounds.type === 'boolean') expect(sent(name)).toEqual(['maybe'])
        if (bounds.format === 'uuid') expect(sent(name)).toEqual(['no-uuid'])
      }
    }
  })
})
