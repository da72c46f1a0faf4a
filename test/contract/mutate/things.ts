import { type Interaction, parseDocument } from '../../../src/contract/index.js'

/** A document that has one rule for each part of a check, and a response that no test records. */
export const things = parseDocument(
  `openapi: 3.1.1
info: {title: Things, version: "1"}
servers: [{url: "https://things.example/v1"}]
security: [{key: []}]
paths:
  /things/{id}:
    put:
      operationId: putThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: X-Trace, in: header, required: true, schema: {type: integer}}
      requestBody:
        content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}}
      responses:
        "200":
          description: Done.
          headers: {X-Remaining: {required: true, schema: {type: integer}}}
          content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}}
        "404": {description: There is no such thing.}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
`,
  'things.yaml',
)

/** An interaction that satisfies every rule of the document. */
export const putThing: Interaction = {
  request: {
    method: 'PUT',
    url: 'https://things.example/v1/things/7?limit=5',
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Trace', '1'],
      ['X-Key', 'k'],
    ],
    body: '{"name":"a"}',
  },
  response: {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Remaining', '5'],
    ],
    body: '{"name":"a"}',
  },
  source: 'put-thing.json',
}
