import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkPart, countChecked, shareRecordings, stopChecking } from '../../../src/cli/check/check-part.js'
import { createReporter, formatReport, parseDocument } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': { description: a, content: { application/json: { schema: { properties: { n: { type: integer } } } } } }
`,
  'a.yaml',
)

const folder = mkdtempSync(join(tmpdir(), 'part-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Each has a finding, and every third one cannot be read. */
const paths = Array.from({ length: 20 }, (_, index) => {
  const definition = {
    ...{ scope: 'https://h.example:443', method: 'GET', path: '/a', status: 200 },
    ...{ response: { n: `text ${index}` }, rawHeaders: ['content-type', 'application/json'] },
  }
  const path = join(folder, `${String(index).padStart(2, '0')}.json`)
  writeFileSync(path, JSON.stringify([index % 3 === 1 ? { scope: index } : definition]))
  return path
})

/** The report of as many threads, which take recordings in turn. */
async function checkWith(threads: number) {
  const recordings = shareRecordings(paths)
  const parts = Array.from({ length: threads }, () => {
    const reporter = createReporter(document)
    return { reporter, reading: checkPart(reporter, recordings) }
  })
  const readings = await Promise.all(parts.map(({ reading }) => reading))
  const [own, ...others] = parts
  for (const { reporter } of others) own?.reporter.addState(reporter.state())
  return {
    report: own && formatReport(own.reporter.report(), 'json'),
    errors: readings.reduce((sum, { errorCount }) => sum + errorCount, 0),
    interactions: readings.map(({ interactions }) => interactions),
    checked: countChecked(recordings),
  }
}

describe('threads that share recordings', () => {
  test.each([2, 3, 5, 30])('give the same report as a single one: %i', async (threads) => {
    const [one, several] = [await checkWith(1), await checkWith(threads)]

    expect(several.report).toBe(one.report)
    expect(several).toMatchObject({ errors: 7, checked: 20 })
    expect(several.interactions.reduce((sum, count) => sum + count, 0)).toBe(13)
    expect(several.interactions.filter((count) => count > 0).length).toBeGreaterThan(1)
  })

  test('finish the recording that they are reading, and end, when checking is stopped', async () => {
    const recordings = shareRecordings(paths)
    const { interactions } = await checkPart(createReporter(document), recordings, async () => stopChecking(recordings))

    expect([interactions, countChecked(recordings)]).toEqual([1, 1])
  })
})
