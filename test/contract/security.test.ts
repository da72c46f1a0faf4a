import { expect, test } from 'vitest'
import { createChecker, type Header, parseDocument } from '../../src/contract/index.js'

const checker = createChecker(
  parseDocument(
    `openapi: 3.1.0
info: {title: Security, version: "1"}
paths:
  /certificate: {get: {security: [{certificate: []}], responses: {"200": {description: ok}}}}
  /both: {get: {security: [{certificate: [], key: []}], responses: {"200": {description: ok}}}}
components:
  securitySchemes:
    certificate: {type: mutualTLS}
    key: {type: apiKey, in: header, name: X-Key}
`,
    'security.yaml',
  ),
)

function findingsOf(path: string, headers: readonly Header[]): string[] {
  const { findings } = checker.check({
    request: { method: 'GET', url: `https://h.example${path}`, headers },
    response: { status: 200, headers: [], body: null },
  })
  return findings.map(({ code, at }) => `${code} ${at}`)
}

test('a client certificate is not missing, because HTTP does not show it', () => {
  expect(findingsOf('/certificate', [['accept', '*/*']])).toEqual([])
})

test('what is needed beside a client certificate may be missing', () => {
  expect(findingsOf('/both', [['x-key', 'k']])).toEqual([])
  expect(findingsOf('/both', [['accept', '*/*']])).toEqual(['not-checked header x-key'])
})
