import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCases, runCase } from '../support/cases.js'

const cases = readCases(fileURLToPath(new URL('../fixtures/cases', import.meta.url)))

describe('a recording gets the findings that the standards ask for', () => {
  test.each(cases.map((one) => [one.title, one] as const))('%s', async (_, one) => {
    const received = await runCase(one)

    expect(received.toSorted()).toEqual(one.expected.toSorted())
  })
})
