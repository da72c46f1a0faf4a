import { createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'

/** A document with every keyword that looks at single values, and every place where a value may stand. */
export const people = parseDocument(
  String.raw`openapi: 3.1.0
info: { title: People, version: '1' }
servers: [{ url: 'https://{name}.people.example/api/v1', variables: { name: { default: any } } }]
paths:
  /people/{id}/report-{kind}.json:
    post:
      operationId: report
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer, maximum: 99999999999 } }
        - { name: kind, in: path, required: true, schema: { type: string, pattern: '^[a-z]+$' } }
        - { name: page, in: query, schema: { type: integer, maximum: 500 } }
        - { name: since, in: query, schema: { type: integer, minimum: 1000000 } }
        - { name: tags, in: query, explode: false, schema: { type: array, items: { enum: [red, green] } } }
        - { name: codes, in: query, explode: false, schema: { type: array, items: { type: integer, maximum: 70000 } } }
        - name: filter
          in: query
          style: deepObject
          explode: true
          schema: { type: object, properties: { points: { type: integer, maximum: 90000 }, city: { type: string } } }
        - { name: on, in: query, schema: { type: boolean } }
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [phone]
              additionalProperties: false
              properties:
                phone: { type: string, pattern: '^\+[1-9]\d{6,14}$' }
                points: { type: number, maximum: 90000 }
                flag: { type: boolean }
      responses:
        '200':
          description: A report.
          headers:
            X-Codes: { schema: { type: array, items: { type: integer, maximum: 70000 } } }
            X-Points: { schema: { type: integer, minimum: 10000 } }
          content:
            text/plain: { schema: { type: integer, maximum: 90000 } }
            multipart/form-data:
              schema:
                type: object
                required: [note]
                properties:
                  note: { type: string }
                  points: { type: integer, maximum: 90000 }
                  inside: { type: object, properties: { points: { type: integer, maximum: 90000 } } }
            application/json:
              schema:
                type: object
                dependentRequired: { first: [second] }
                properties:
                  points: { type: integer, minimum: 18, maximum: 90000 }
                  only: { type: integer, exclusiveMinimum: 424241, exclusiveMaximum: 424243 }
                  salary: { type: number, exclusiveMinimum: 100.5, multipleOf: 0.01 }
                  step: { type: integer, multipleOf: 25 }
                  big: { type: integer, format: int64 }
                  small: { type: integer, format: int32 }
                  single: { type: number, format: float }
                  customer: { type: string, pattern: '^cus_[0-9A-Za-z]{8,}$' }
                  object: { type: string, pattern: '^[0-9a-f]{24}$' }
                  plate: { type: string, pattern: '^[A-Z]{2}-\d{6}-[A-D]$' }
                  phone: { type: string, pattern: '^\+49\d+$' }
                  mobile: { type: string, pattern: '^[6-9]\d{9}$' }
                  short: { type: string, minLength: 3, maxLength: 12 }
                  four: { type: string, format: ipv4 }
                  six: { type: string, format: ipv6 }
                  mail: { type: string, format: email }
                  host: { type: string, format: hostname }
                  lasts: { type: string, format: duration }
                  clock: { type: string, format: time }
                  at: { type: string, format: date-time }
                  day: { type: string, format: date }
                  pointer: { type: string, format: json-pointer }
                  template: { type: string, format: uri-template }
                  address: { type: string, format: uri, maxLength: 60 }
                  image: { type: string, pattern: '^https://img\.vendor\.test/p/' }
                  relative: { type: string, format: uri-reference }
                  uuid: { type: string, format: uuid }
                  regex: { type: string, format: regex }
                  unique: { type: array, uniqueItems: true }
                  map:
                    type: object
                    propertyNames: { pattern: '^[a-z-]{3,}$' }
                    patternProperties: { '^x-': { type: integer, maximum: 90000 } }
                  choice: { oneOf: [{ type: integer, maximum: 50000 }, { type: integer, minimum: 50001 }] }
                  depends:
                    if: { properties: { n: { minimum: 30000 } } }
                    then: { required: [q] }
                    else: { required: [r] }
`,
  'people.yaml',
)

const checker = createChecker(people)

/** What the document has to say about an interaction without its request's headers, but for values and names. */
export const judge = ({ request, response }: Interaction): string[] =>
  checker
    .check({ request: { ...request, headers: [] }, response })
    .findings.map(({ code, rule, keyword }) => `${code} ${rule} ${keyword}`)
    .sort()
