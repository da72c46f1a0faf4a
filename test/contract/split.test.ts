import { resolve, sep } from 'node:path'
import { expect, test } from 'vitest'
import { formatBaseline } from '../../src/contract/baseline/baseline.js'
import {
  checkInteractions,
  createChecker,
  formatMutation,
  formatReport,
  loadDocument,
  mutationFormats,
  scoreMutants,
} from '../../src/contract/index.js'
import { toBaseline } from '../../src/contract/report/to-baseline.js'
import { reportFormats } from '../../src/contract/reporters/format-report.js'
import { findingsOf } from './petstore.js'

const checker = createChecker(await loadDocument('test/fixtures/split/api.yaml'))

const received = (path: string, body: unknown, status = 200) => ({
  request: { method: 'GET', url: `https://split.example${path}`, headers: [] },
  response: { status, headers: [['Content-Type', 'application/json']] as const, body: JSON.stringify(body) },
})

test('a document of several files is checked as one', () => {
  const thing = { id: 't-1', parts: [{ id: 't-2', owner: null }], owner: 'x' }
  expect(findingsOf(received('/things', [thing]), checker)).toEqual([])
  expect(findingsOf(received('/things/t-1', thing), checker)).toEqual([])
  expect(findingsOf(received('/things/t-1', { message: 'gone' }, 404), checker)).toEqual([])
})

test('a finding names the file, the pointer and the line of its rule', () => {
  const { findings } = checker.check(received('/things', [{ id: 't-1', parts: [{ owner: 1 }] }]))
  expect(findings.map(({ at, rule, line }) => [at, rule, line])).toEqual([
    ['/0/parts/0', 'test/fixtures/split/schemas/thing.json#/properties/id', 7],
    ['/0/parts/0/owner', 'test/fixtures/split/schemas/thing.json#/$defs/owner/type', 13],
  ])
})

test('what anchors and merge keys bring in is checked as well', () => {
  expect(findingsOf(received('/things/x', {}, 500), checker)).toEqual([
    'invalid-parameter path id pattern',
    'invalid-body (whole) required',
  ])
  expect(findingsOf(received('/things/x', {}, 404), checker)).toEqual(['invalid-body (whole) required'])
})

test('all that is written of a document with an absolute path is as with a relative one, but for its folder', async () => {
  const path = 'test/fixtures/split/api.yaml'
  const found = [
    received('/things', [{ id: 't-1', parts: [{ owner: 1 }] }]),
    received('/things/x', {}, 500),
    received('/things/t-1', { id: 't-1' }),
  ]
  const writtenOf = async (source: string) => {
    const document = await loadDocument(source)
    const report = checkInteractions(document, found)
    const scored = scoreMutants(document, found)
    const texts = [
      ...reportFormats.map((format) => formatReport(report, format)),
      ...mutationFormats.map((format) => formatMutation(scored, format)),
      formatBaseline(toBaseline(report)),
    ]
    return texts.map((text) => text.replaceAll('file://', '').replaceAll(`${resolve('.')}${sep}`, ''))
  }

  expect(await writtenOf(resolve(path))).toEqual(await writtenOf(path))
})
