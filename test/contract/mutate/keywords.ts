import { type Interaction, loadDocument } from '../../../src/contract/index.js'

/** A document that uses every keyword that forbids something. */
export const keywords = await loadDocument('test/fixtures/every-keyword.yaml')

const thing = {
  id: 'c22d24f6-5a47-4597-9a23-c7d01e696b92',
  name: 'Thing',
  created: '2022-01-01T00:00:00Z',
  count: 4,
  ratio: 0.5,
  step: 0.25,
  version: 2,
  flags: ['a', 'b'],
  pair: ['a', 1],
  matches: ['x', 'y'],
  labels: { a: 'b' },
  prefixed: { 'x-a': 1 },
  payment: { card: '1', code: '2' },
  closed: { a: 'b' },
  shape: { kind: 'circle', radius: 1 },
  idOrName: 7,
  notEmpty: 'a',
  weight: { unit: 'g', value: 5 },
  tree: { value: 1, children: [{ value: 2 }] },
  owner: { email: 'ann@example.com' },
  big: 1,
  small: 0.5,
}

const square = { ...thing, shape: { kind: 'square', side: 1 }, idOrName: 'abc', weight: { unit: 'kg', value: 1 } }

function getThing(body: unknown, source: string): Interaction {
  return {
    request: { method: 'GET', url: 'https://keywords.example/v1/things/7?kind=big&tags=a,b', headers: [] },
    response: {
      status: 200,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Remaining', '5'],
      ],
      body: JSON.stringify(body),
    },
    source,
  }
}

function putThing(body: Record<string, unknown>, source: string): Interaction {
  const { id: _, ...sent } = body
  return {
    request: {
      method: 'PUT',
      url: 'https://keywords.example/v1/things/7',
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Key', 'k'],
      ],
      body: JSON.stringify({ ...sent, secret: 's' }),
    },
    response: { status: 204, headers: [], body: null },
    source,
  }
}

function refuseThing(): Interaction {
  return {
    request: { method: 'GET', url: 'https://keywords.example/v1/things/7?kind=huge', headers: [] },
    response: { status: 400, headers: [['Content-Type', 'application/json']], body: '{"error":"kind"}' },
    source: 'refused.json',
  }
}

/** Interactions that keep the document and reach every rule of it but those that nothing can reach. */
export const recorded: readonly Interaction[] = [
  getThing(thing, 'circle.json'),
  getThing(square, 'square.json'),
  refuseThing(),
  putThing(thing, 'put-circle.json'),
  putThing(square, 'put-square.json'),
]
