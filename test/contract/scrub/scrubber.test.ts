import { describe, expect, test } from 'vitest'
import {
  createChecker,
  createScrubber,
  type Interaction,
  type NockDefinition,
  parseDocument,
  toNockDefinition,
} from '../../../src/contract/index.js'
import { collectPublicValues } from '../../../src/contract/scrub/public-values.js'
import { judge, people } from './people.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://{shop}.pets.example', variables: { shop: { default: any } } }]
paths:
  /pets/{id}/visits:
    get:
      operationId: list_visits
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: page, in: query, schema: { type: integer } }
        - { name: token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          headers: { X-Vet: { schema: { type: string } }, X-Chip: { schema: { type: integer } } }
          content:
            application/json:
              schema:
                type: object
                properties:
                  next: { type: string, format: uri }
                  owner: { type: string, maxLength: 11 }
                  status: { enum: [healthy, ill] }
                  weight: { type: integer, maximum: 150 }
                  at: { type: string, format: date-time }
                  photo: { type: string, format: uri }
              example: { owner: Jane Doe, photo: 'https://cdn.pets.example/none.png' }
`,
  'pets.yaml',
)

const id = 'a1b2c3d4-5e6f-4890-abcd-ef1234567890'
const url = `https://happy-paws.pets.example/pets/${id}/visits`

const interaction = (
  body: unknown,
  overrides: { url?: string; headers?: [string, string][]; status?: number } = {},
): Interaction => ({
  request: { method: 'GET', url: overrides.url ?? url, headers: [['authorization', 'Bearer secret']] },
  response: {
    status: overrides.status ?? 200,
    headers: overrides.headers ?? [['Content-Type', 'application/json']],
    body: typeof body === 'string' ? body : JSON.stringify(body),
  },
})

const bodyOf = ({ response }: Interaction) => JSON.parse(response.body ?? '')

test('values of the document are public: enumerations, examples, path templates, parameter names', () => {
  const { scrub } = createScrubber({ document })

  const scrubbed = bodyOf(
    scrub(interaction({ status: 'healthy', owner: 'Jane Doe', about: 'token', ok: true, none: null })),
  )

  expect(scrubbed).toMatchObject({ status: 'healthy', owner: 'Jane Doe' })
  expect(Object.values(scrubbed)).toContain('token')
})

test('values of a discriminator are public: those of its mapping, and names of schemas', () => {
  const pets = parseDocument(
    `openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pet:
    get:
      responses:
        '200':
          description: A pet.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind, mapping: { feline: '#/components/schemas/Cat' } }
    Cat: { type: object, required: [name], properties: { kind: { type: string }, name: { type: string } } }
    Dog: { type: object, additionalProperties: false, properties: { kind: { type: string } } }
`,
    'pets.yaml',
  )
  const scrubber = createScrubber({ document: pets })
  for (const body of [{ kind: 'feline', name: 'Carlo' }, { kind: 'Dog' }]) {
    const scrubbed = scrubber.scrub(interaction(body, { url: 'https://pets.example/pet' }))
    expect(bodyOf(scrubbed).kind).toBe(body.kind)
    expect(scrubbed.response.body).not.toContain('Carlo')
    expect(createChecker(pets).check(scrubbed).findings).toEqual([])
    expect(scrubber.findLeaks(toNockDefinition(scrubbed))).toEqual([])
  }
})

test('every other value is replaced by a placeholder of the same shape', () => {
  const { scrub } = createScrubber({ document })

  const scrubbed = bodyOf(
    scrub(interaction({ owner: 'Bob Stone', status: 'dead', weight: 123, at: '2031-07-13T10:00:00Z' })),
  )

  expect(scrubbed.owner).toMatch(/^[A-Z][a-z]{2} [A-Z][a-z]{4}$/)
  expect(scrubbed.owner).not.toBe('Bob Stone')
  expect(scrubbed.status).toMatch(/^[a-z]{4}$/)
  expect(scrubbed.weight).not.toBe(123)
  expect(scrubbed.at).toBe('2024-01-01T00:00:00Z')
})

test('the same value has the same placeholder in path, query and body, so that links still work', () => {
  const { scrub } = createScrubber({ document })
  const next = `${url}?page=1&token=PA${id}`

  const first = scrub(interaction({ next, owner: id }))
  const second = scrub(interaction({}, { url: next }))

  expect(bodyOf(first).next).toBe(second.request.url)
  expect(second.request.url).toMatch(/^https:\/\/any\.pets\.example\/pets\/([0-9a-f-]{36})\/visits\?page=1&token=PA\1$/)
  expect(bodyOf(first).owner).toBe(second.request.url.slice(-36))
})

test('the length that a 204 announces is kept as one byte, because the check needs to know of it', () => {
  const { scrub } = createScrubber({ document })
  const headersOf = (status: number, length: string) => {
    const { request } = interaction({})
    return scrub({ request, response: { status, headers: [['Content-Length', length]], body: null } }).response.headers
  }

  expect(headersOf(204, '4242')).toEqual([['content-length', '1']])
  expect(headersOf(204, '0')).toEqual([])
  expect(headersOf(200, '4242')).toEqual([])
})

test('a relative link stays relative', () => {
  const { scrub } = createScrubber({ document })

  expect(bodyOf(scrub(interaction({ next: `/pets/${id}/visits?page=2` }))).next).toMatch(
    /^\/pets\/5ca1ab1e-[0-9a-f-]{27}\/visits\?page=2$/,
  )
})

test('a signed URL keeps only its form', () => {
  const { scrub } = createScrubber({ document })
  const photo = 'https://bucket.s3.example/happy-paws/rex.webp?X-Sig=abc%2Fdef&Expires=1789569900#frag'

  const scrubbed = bodyOf(scrub(interaction({ photo }))).photo

  expect(scrubbed).toMatch(
    /^https:\/\/host-1\.example\/[a-z-]{10}\/[a-z]{3}\.[a-z]{4}\?[A-Z]-[A-Za-z]{3}=[^&]+&[A-Za-z]{7}=\d{10}#[a-z]{4}$/,
  )
  for (const part of ['bucket', 'paws', 'rex', 'abc', '1789569900', 'X-Sig', 'frag'])
    expect(scrubbed).not.toContain(part)
})

test('an uncommon URL scheme, which may name its owner, is replaced', () => {
  const { scrub } = createScrubber({ document })

  expect(bodyOf(scrub(interaction({ photo: 'jane+doe://a.example/b', owner: 'rtmps://a.example' })))).toEqual({
    photo: 'aaaa+aab://host-1.example/c',
    owner: 'rtmps://host-1.example',
  })
})

test('credentials and headers that no contract needs are dropped', () => {
  const headers: [string, string][] = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Set-Cookie', 'session=secret'],
    ['X-Vet', 'Dr. Who'],
    ['Retry-After', '120'],
    ['X-Chip', '98765'],
  ]

  const { request, response } = createScrubber({ document }).scrub(interaction({}, { headers }))

  expect(request.headers).toEqual([])
  expect(response.headers).toEqual([
    ['content-type', 'application/json; charset=utf-8'],
    ['x-vet', 'Aa. Aab'],
    ['retry-after', '120'],
    ['x-chip', '11112'],
  ])
})

test.each([
  ['application/json', 'application/json'],
  ['Text/HTML; charset=iso-8859-1', 'Text/HTML; charset=iso-8859-1'],
  ['application/problem+json;charset="UTF-8"', 'application/problem+json;charset="UTF-8"'],
  ['application/vnd.jane.v1+json', 'application/aaa.aaaa.a2+json'],
  ['text/plain; charset=jane', 'text/plain; aaaaaaa=aaab'],
  ['application/json; owner="jane"', 'application/json; aaaaa="aaab"'],
  ['jane/doe', 'aaaa/aab'],
])('of the content type %s only what is common stays', (type, expected) => {
  const { response } = createScrubber({ document }).scrub(interaction('', { headers: [['content-type', type]] }))

  expect(response.headers).toEqual([['content-type', expected]])
})

test('a property name that the document does not have is kept only with keepNames, because it may be the name of a person', () => {
  const body = { votes: { alice: 3 } }

  expect(JSON.stringify(bodyOf(createScrubber({ document }).scrub(interaction(body))))).not.toMatch(/votes|alice/)
  expect(bodyOf(createScrubber({ document, keepNames: true }).scrub(interaction(body)))).toEqual(body)
})

test('what of a response is not recorded is said of the scrubbed one, too', () => {
  const { request, response } = interaction('')
  const notRecorded = ['body'] as const
  const { scrub } = createScrubber({ document })

  expect(scrub({ request, response: { ...response, body: null, notRecorded } }).response).toMatchObject({ notRecorded })
  expect(scrub({ request, response })).not.toHaveProperty('response.notRecorded')
})

test('JSON text keeps repeated members, their order and the spelling of numbers', () => {
  const { scrub } = createScrubber({ document })

  const { response } = scrub(interaction('{ "owner": "Bob", "owner":\t"Bob",\n "weight": 12.50, "2": [], "1": -0.0 }'))

  expect(response.body).toMatch(
    /^\{ "owner": "([A-Z]a[a-z])", "owner":\t"\1",\n "weight": \d\d\.\d\d, "\d": \[\], "\d": -0\.0 \}$/,
  )
})

test.each(['{"owner":"Bob","note":"aloha"}', ' \n[{"owner":"Bob"}]', '\t{"owner":"Bob"} '])(
  'JSON in a string is scrubbed value by value: %j',
  (note) => {
    const scrubbed: string = bodyOf(createScrubber().scrub(interaction({ note }))).note

    expect(scrubbed.replace(/"[A-Z]?[a-z]+"(?!:)/g, '""')).toBe(note.replace(/"[A-Z]?[a-z]+"(?!:)/g, '""'))
    expect(scrubbed).not.toMatch(/Bob|aloha/)
  },
)

test.each(['{"owner": "Bob', '<html>Bob</html>', 'Bob'])('what is no JSON stays none: %s', (body) => {
  const scrubbed = createScrubber({ document }).scrub(interaction(body)).response.body ?? ''

  expect(scrubbed).not.toContain('Bob')
  expect(scrubbed).toHaveLength(body.length)
  expect(() => JSON.parse(scrubbed)).toThrow()
})

test.each([
  { weight: 150 },
  { weight: 151 },
  { weight: 149.5 },
  { weight: 2147483648 },
  { owner: 'Bob Stone-Hill' },
  { status: 'dead' },
  { at: '2031-02-30T10:00:00Z' },
  { at: 'noon' },
  { photo: 'no address' },
  { photo: 'https://exa mple.com' },
  { surprise: 1 },
  [],
])('the placeholders of %j have the same findings', (body) => {
  const checker = createChecker(document)
  const toFindings = (each: Interaction) =>
    checker.check(each).findings.map(({ code, keyword, rule }) => ({ code, keyword, rule }))
  const real = interaction(body)

  expect(toFindings(createScrubber({ document }).scrub(real))).toEqual(toFindings(real))
})

test('a number above the maximum is replaced by a number above the maximum', () => {
  const scrubbed = bodyOf(createScrubber({ document }).scrub(interaction({ weight: 151, at: '2031-07-13T10:00:00Z' })))

  expect(scrubbed).toEqual({ weight: 912, at: '2024-01-01T00:00:00Z' })
})

test.each([
  ['https://api.shops.example/v1/pets', 'https://api.shops.example/v1/pets'],
  ['https://jane.example/v1/pets', 'https://api.shops.example/v1/pets'],
  ['https://up.shops.example/up/v2/rex', 'https://up.shops.example/up/v2/aab'],
  ['https://us.up.example/rex', 'https://eu.up.example/aab'],
  ['https://jane.example/up/v2/rex', 'https://up.shops.example/up/v2/aab'],
  ['https://jane.example/v1/report-rex.csv', 'https://api.shops.example/v1/report-aab.csv'],
])('a request to %s is one to %s: to a server of the operation, below its base path', (real, expected) => {
  const shops = parseDocument(
    `openapi: 3.1.0
info: { title: Shops, version: '1' }
servers: [{ url: 'https://api.shops.example/v1' }]
paths:
  /pets: { get: { operationId: pets, responses: { '200': { description: Pets. } } } }
  /report-{name}.csv: { get: { operationId: report, responses: { '200': { description: A report. } } } }
  /{name}:
    servers: [{ url: 'https://up.shops.example/up/v2' }, { url: 'https://{at}.up.example', variables: { at: { default: eu } } }]
    get: { operationId: one, responses: { '200': { description: A pet. } } }
`,
    'shops.yaml',
  )
  const { scrub, findLeaks } = createScrubber({ document: shops })
  const { request, response } = interaction('', { url: real, headers: [] })

  const scrubbed = scrub({ request, response: { ...response, body: null } })

  expect(scrubbed.request.url).toBe(expected)
  expect(createChecker(shops).check(scrubbed).operationId).toBe(
    createChecker(shops).check({ request, response }).operationId,
  )
  expect(findLeaks(toNockDefinition(scrubbed))).toEqual([])
})

describe('a value for which no placeholder has the same findings', () => {
  const only = (places: string) => `{"only":424242,"other":${places},"note":"Bob Stone 424242"}`
  const report = (body: string, overrides: { url?: string; headers?: [string, string][] } = {}): Interaction => ({
    request: { method: 'POST', url: 'https://x.people.example/api/v1/people/1/report-a.json', headers: [] },
    response: { ...interaction(body, overrides).response },
  })

  test('stays alone, and is found wherever it is left', () => {
    const { scrub, findKept, findLeaks } = createScrubber({ document: people })

    const scrubbed = scrub(report(only('[424242.0, 15551234567, 424243]')))

    const definition = toNockDefinition(scrubbed)
    expect(scrubbed.response.body).toMatch(/^\{"only":424242,/)
    expect(scrubbed.response.body).not.toMatch(/424242\.0|1555|Bob|424242"/)
    expect(judge(scrubbed)).toEqual(judge(report(only('[1]'))))
    expect(findKept(definition)).toEqual(['/response/only'])
    expect(findLeaks(definition)).toEqual(['/response/only'])
    expect(findLeaks(definition, { allowKept: true })).toEqual([])
  })

  test('is found in every form of a body, in headers and in paths', () => {
    const { scrub, findKept } = createScrubber({ document: people })
    scrub(report(only('[]')))
    const base = toNockDefinition(scrub(report('{}')))

    const keptIn = (parts: Partial<NockDefinition>) => findKept({ ...base, ...parts })

    expect(keptIn({})).toEqual([])
    expect(keptIn({ response: '{"a":{"b":[1,424242.00]}}' })).toEqual(['/response/a/b/1'])
    expect(keptIn({ response: '{"a":424242,"a":1}' })).toEqual(['/response'])
    expect(keptIn({ response: { a: 'for 424242, please' } })).toEqual(['/response/a'])
    expect(keptIn({ response: { '424242': 1 } })).toEqual(['/response'])
    expect(keptIn({ response: 'for 424242, please' })).toEqual(['/response'])
    expect(keptIn({ response: ['343234323432'] })).toEqual(['/response'])
    expect(keptIn({ body: 'points=424242.0&flag=true' })).toEqual(['/body'])
    expect(keptIn({ path: '/api/v1/people/424242/report-a.json' })).toEqual(['/path'])
    expect(keptIn({ path: '/api/v1/people/1/report-a.json?codes=1,424242' })).toEqual(['/path'])
    expect(keptIn({ rawHeaders: ['x-codes', '1, 424242'] })).toEqual(['/rawHeaders/1'])
  })

  test('that is a secret is a leak all the same', () => {
    const { scrub, findLeaks } = createScrubber({ document: people, secrets: ['424242'] })

    const definition = toNockDefinition(scrub(report(only('[]'))))

    expect(findLeaks(definition, { allowKept: true })).toEqual(['/response/only'])
  })

  test('is not tried with other placeholders again in later interactions', () => {
    const { scrub } = createScrubber({ document: people })
    const { request, response } = report(only('[]'))
    let reads = 0
    const countReads = () => {
      reads = 0
      const get = () => {
        reads += 1
        return response.body
      }
      const { response: scrubbed } = scrub({
        request,
        response: Object.defineProperty({ ...response }, 'body', { get }),
      })
      return { reads, body: scrubbed.body }
    }

    const first = countReads()
    const second = countReads()

    expect(second.body).toBe(first.body)
    expect(second.reads).toBeLessThan(first.reads / 2)
  })

  test('is replaced again where it makes no difference', () => {
    const { scrub, findKept } = createScrubber({ document: people })
    scrub(report(only('[]')))

    const definition = toNockDefinition(scrub(report('{"salary":424242}')))

    expect(findKept(definition)).toEqual([])
  })
})

test('a value gets another placeholder if the first one has other findings', () => {
  const { scrub, findKept } = createScrubber({ document: people })
  // The address is too long as a whole; its parts are judged one by one.
  const body = '{"address":"https://stone-and-sons.test/aaaa/bbbb/cccc/dddd/eeeee"}'
  const real: Interaction = {
    request: { method: 'POST', url: 'https://x.people.example/api/v1/people/1/report-a.json', headers: [] },
    response: { status: 200, headers: [['content-type', 'application/json']], body },
  }

  const scrubbed = scrub(real)

  expect(judge(scrubbed)).toEqual(judge(real))
  expect(scrubbed.response.body).not.toMatch(/stone|sons/)
  expect(findKept(toNockDefinition(scrubbed))).toEqual([])
})

test('of a time that does not exist only that is left', () => {
  const scrubbed = bodyOf(createScrubber({ document }).scrub(interaction({ weight: 123, at: '2031-02-30T10:00:00Z' })))

  expect(scrubbed.at).toBe('9999-99-99T99:99:99Z')
  expect(scrubbed.weight).not.toBe(123)
})

test('the same values in the same order have the same placeholders in every run', () => {
  const bodies = [
    { owner: 'Bob', weight: 99 },
    { owner: 'Eve', weight: 98 },
    { owner: 'Bob', weight: 99 },
  ]
  const run = () => bodies.map((body) => JSON.stringify(createScrubber({ document }).scrub(interaction(body))))
  const { scrub } = createScrubber({ document })
  const scrubbed = bodies.map((body) => bodyOf(scrub(interaction(body))))

  expect(run()).toEqual(run())
  expect(scrubbed[0]).toEqual(scrubbed[2])
  expect(scrubbed[0]).not.toEqual(scrubbed[1])
})

test('without a document, paths and names stay and every value is replaced', () => {
  const { scrub } = createScrubber()

  const { request, response } = scrub(
    interaction(
      { status: 'healthy', owner: { 'jane@canary.test': 42424, 42424: 'x' }, link: '/home/canary?token=canary' },
      {
        url: `${url}?page_size=42424&filter[city]=Canary&42424=canary`,
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Vet', 'Canary'],
          ['Set-Cookie', 'id=canary'],
        ],
      },
    ),
  )

  expect(request.url).toMatch(
    /^https:\/\/example\.com\/pets\/5ca1ab1e-[0-9a-f-]{27}\/visits\?page_size=\d{5}&filter\[city\]=[A-Z][a-z]{5}&\d{5}=[a-z]{6}$/,
  )
  expect(Object.keys(bodyOf({ request, response }))).toEqual(['status', 'owner', 'link'])
  expect(response.headers.map(([name]) => name)).toEqual(['content-type', 'x-vet'])
  expect(JSON.stringify({ request, response })).not.toMatch(/canary|42424|healthy|home/i)
})

test.each(['/reset/9f86d081884c7d65', '/people/jane@canary.test', '/people/Jane%20Canary', '/cus_CANARY42424'])(
  'without a document, a segment of a path that looks like data is replaced: %s',
  (path) => {
    const { scrub, findLeaks } = createScrubber()

    const scrubbed = scrub(interaction({ path }, { url: `https://canary.test${path}` }))

    expect(scrubbed.request.url).not.toContain(path.split('/').at(-1))
    expect(findLeaks(toNockDefinition(scrubbed))).toEqual([])
  },
)

test('without a document, a secret does not stay as a segment of a path or as a name', () => {
  const { scrub, findLeaks } = createScrubber({ secrets: ['hunter'] })

  const scrubbed = scrub(interaction({ hunter: 1 }, { url: 'https://pets.example/hunter/books?hunter=2' }))

  expect(JSON.stringify(scrubbed)).not.toContain('hunter')
  expect(scrubbed.request.url).toMatch(/\/books\?/)
  expect(findLeaks(toNockDefinition(scrubbed))).toEqual([])
})

const definition = (parts: Partial<NockDefinition> = {}): NockDefinition => ({
  ...toNockDefinition(interaction({}, { url: 'https://any.pets.example/pets/none/visits' })),
  ...parts,
})

test('findLeaks returns the pointers to real values and secrets that remain, in any spelling', () => {
  const { scrub, findLeaks } = createScrubber({ document, secrets: ['s3cr3t/t0k3n'] })
  scrub(interaction({ owner: 'Bob "The Vet" Stone', cat: 'Tom' }))
  const leaksOf = (parts: Partial<NockDefinition>) => findLeaks(definition(parts))

  expect(leaksOf({ response: { owner: 'for Bob \\"The Vet\\" Stone' } })).toEqual(['/response/owner'])
  expect(leaksOf({ response: '{"owner":"Bob \\"The Vet\\" Stone","owner":1}' })).toEqual(['/response'])
  expect(leaksOf({ body: { a: [{ 'b/c': 'tom' }] } })).toEqual(['/body/a/0/b~1c'])
  expect(leaksOf({ path: '/pets?token=S3CR3T%2Ft0k3n' })).toEqual(['/path'])
  expect(leaksOf({ path: `/pets/${id.toUpperCase()}` })).toEqual(['/path'])
  expect(leaksOf({ scope: 'https://s3cr3t%2Ft0k3n.pets.example:443' })).toEqual(['/scope'])
  expect(leaksOf({ rawHeaders: ['x-vet', 'Tom', 'content-type', 'application/json; by=s3cr3t/t0k3n'] })).toEqual([
    '/rawHeaders/1',
    '/rawHeaders/3',
  ])
  expect(leaksOf({ rawHeaders: ['Tom', ''] })).toEqual(['/rawHeaders/1'])
  expect(leaksOf({ response: { about: 'healthy owner', at: '2024-01-01T00:00:00Z', tomcat: 50 } })).toEqual([])
})

test('findLeaks knows the values of an interaction that is scrubbed after it was called', () => {
  const { scrub, findLeaks } = createScrubber({ document })
  const leaksOf = (owner: string) => findLeaks(definition({ response: { owner } }))
  scrub(interaction({ owner: 'Bob Stone' }))
  expect([leaksOf('Bob Stone'), leaksOf('Ann Miller')]).toEqual([['/response/owner'], []])

  scrub(interaction({ owner: 'Ann Miller' }))

  expect([leaksOf('Bob Stone'), leaksOf('Ann Miller')]).toEqual([['/response/owner'], ['/response/owner']])
})

test('no pointer to a real value has one in it', () => {
  const { scrub, findLeaks } = createScrubber({ document })
  scrub(interaction({ Bobby: { Stoneman: 'Rex the dog' } }))

  expect(findLeaks(definition({ response: { pets: [{ Bobby: { Stoneman: 'Rex the dog' } }] } }))).toEqual([
    '/response/pets/0',
  ])
})

test('a real value that equals a word which recordings need by themselves is no leak there', () => {
  const { scrub, findLeaks } = createScrubber({ document })
  const real = {
    'Content-Type': 'application/json; charset=utf-8',
    'retry-after': '120',
    rawHeaders: 'GET',
    of: ['https:', 'response', 'pets.example', 'visits', 'application', 'example', '200', 'a', 'aaaaaa', 'Healthy'],
    long: 'Aaaaaaaaaaaaa',
  }
  const headers: [string, string][] = [
    ['Content-Type', 'application/vnd.bob+json; charset=utf-8'],
    ['Retry-After', '120'],
  ]
  const first = scrub(interaction({ ...real, link: `${url}?page=200`, status: 'healthy' }, { headers }))
  const second = scrub(interaction(real))

  expect(findLeaks(toNockDefinition(first))).toEqual([])
  expect(findLeaks(toNockDefinition(second))).toEqual([])
})

test('the result of a scrubber has no leaks', () => {
  const { scrub, findLeaks } = createScrubber({ document })
  const scrubbed = scrub(interaction({ owner: 'Bob', photo: 'https://a.example/b?c=d', x: ['Rex', { deep: id }] }))

  expect(findLeaks(toNockDefinition(scrubbed))).toEqual([])
})

test('ids of hexadecimal digits behind a fixed beginning get others, however many there are', () => {
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    servers: [{ url: 'https://orders.example' }],
    paths: {
      '/orders': {
        get: {
          responses: {
            '200': {
              description: 'x',
              content: {
                'application/json': {
                  schema: {
                    type: 'array',
                    items: { type: 'string', pattern: '^ord_[0-9a-f]{8}$' },
                  },
                },
              },
            },
          },
        },
      },
    },
  })
  const document = parseDocument(text, 'orders.json')
  const { scrub, findLeaks } = createScrubber({ document })
  const ids = Array.from({ length: 60 }, (_, index) => `ord_${(0xabcd00 + index * 7919).toString(16).padStart(8, '0')}`)
  const scrubbed = scrub({
    request: { method: 'GET', url: 'https://orders.example/orders', headers: [] },
    response: { status: 200, headers: [['content-type', 'application/json']], body: JSON.stringify(ids) },
  })

  expect(findLeaks(toNockDefinition(scrubbed))).toEqual([])
  expect(createChecker(document).check(scrubbed).findings).toEqual([])
})

test('a body is searched however deep it is nested', () => {
  const { scrub, findLeaks } = createScrubber({ document })
  scrub(interaction(['Bob Stone']))
  const deep = `${'['.repeat(3000)}"Bob Stone"${']'.repeat(3000)}`

  expect(findLeaks(definition({ response: JSON.parse(deep) }))).toHaveLength(1)
})

test.each([
  ['letters alone', 'a'.repeat(300_000)],
  ['separators alone', '://'.repeat(100_000)],
])('reads a document with an example of %s', (_, example) => {
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Pets', version: '1', description: `See https://docs.pets.example/a and 1://none.example.` },
      paths: {},
      components: { schemas: { Pet: { example } } },
    }),
    'pets.json',
  )

  expect([...collectPublicValues(document, []).hosts]).toEqual(['docs.pets.example'])
})

test('segments of servers and paths are public in the spelling of a URL, with the values of variables', () => {
  const server = {
    url: 'https://api.example{base}/größe/{v}',
    variables: { base: { default: '/sell/now' }, v: { default: 'first', enum: ['second', 'third'] } },
  }
  const paths = { '/straße/{id}-ü?a=b': { get: {} } }
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, servers: [server], paths })
  const { segments, partialSegments } = collectPublicValues(parseDocument(text, 'public.json'), [])
  for (const segment of ['sell', 'now', 'gr%C3%B6%C3%9Fe', 'first', 'second', 'third', 'stra%C3%9Fe'])
    expect(segments).toContain(segment)
  expect(partialSegments.some((pattern) => pattern.test('1-%C3%BC'))).toBe(true)
})
