import { expect, test } from 'vitest'
import { parseDocument, scoreMutants } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: A, version: '1' }
paths: { /a: { get: { responses: { '200': { description: a, content: { application/json: { schema: { type: [array, object] } } } } } } } }
`,
  'a.yaml',
)

function scoreOf(body: string) {
  const { mutants } = scoreMutants(document, [
    {
      request: { method: 'GET', url: 'https://h.example/a', headers: [] },
      response: { status: 200, headers: [['content-type', 'application/json']], body },
    },
  ])
  return mutants.map(({ description, outcome }) => `${description}: ${outcome}`)
}

test.each(['{"a":1}', '[{"a":1}]'])('white space around %s changes no mutant, and each is killed', (body) => {
  const mutants = scoreOf(body)
  expect(mutants).toContainEqual(expect.stringMatching(/cut off.*: killed$/))
  for (const padded of [`${body}\n`, `\n ${body}`, `\t${body} \r\n`]) expect(scoreOf(padded)).toEqual(mutants)
})
