import { expect, test } from 'vitest'
import { mutate, parseDocument } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: A, version: '1' }
paths: { /a: { get: { responses: { '200': { description: a, content: { application/json: { schema: { type: [array, object] } } } } } } } }
`,
  'a.yaml',
)

const descriptionsOf = (body: string) =>
  [
    ...mutate(document, [
      {
        request: { method: 'GET', url: 'https://h.example/a', headers: [] },
        response: { status: 200, headers: [['content-type', 'application/json']], body },
      },
    ]),
  ].map(({ description }) => description)

test.each(['{"a":1}', '[{"a":1}]'])('white space around %s changes no mutant', (body) => {
  const mutants = descriptionsOf(body)
  expect(mutants).toContainEqual(expect.stringContaining('cut off'))
  for (const padded of [`${body}\n`, `\n ${body}`, `\t${body} \r\n`]) expect(descriptionsOf(padded)).toEqual(mutants)
})
