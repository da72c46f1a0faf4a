/**
 * Checks 5,000 interactions with documents of 100, 1,000 and 3,000 paths. The times should be about the same: what one
 * interaction takes must not depend on how many paths there are.
 *
 * Rounds take turns; medians of CPU times are shown, and of their ratios to the smallest document. `find` is the time to find
 * the operation, `check` that of a check, `report` that of a whole run with coverage. Run with `npm run bench:paths`.
 */
import {
  checkInteractions,
  createChecker,
  type Document,
  type Interaction,
  parseDocument,
} from '../src/contract/index.js'
import { createRouter } from '../src/openapi/index.js'

const sizes = [100, 1_000, 3_000]
const total = 5_000
const warmUps = 2
const rounds = 9

interface World {
  readonly document: Document
  readonly interactions: readonly Interaction[]
}

const worlds = new Map(sizes.map((size) => [size, createWorld(size)]))
const tasks: Readonly<Record<string, (world: World) => unknown>> = {
  find: ({ document, interactions }) => {
    const { route } = createRouter(document.operations)
    return interactions.every(({ request }) => route(request.method, new URL(request.url)).candidates.length === 1)
  },
  check: ({ document, interactions }) => {
    const { check } = createChecker(document)
    return interactions.every((interaction) => check(interaction).findings.length === 0)
  },
  report: ({ document, interactions }) => checkInteractions(document, interactions).verdict === 'passed',
}

for (const [name, run] of Object.entries(tasks)) {
  const measured = new Map(sizes.map((size): [number, number[]] => [size, []]))
  for (let round = 0; round < warmUps + rounds; round++)
    for (const [size, world] of worlds) {
      const time = measure(() => run(world))
      if (round >= warmUps) measured.get(size)?.push(time)
    }
  const first = measured.get(sizes[0] ?? 0) ?? []
  console.log(`${name} ${total} interactions, ${rounds} rounds, Node ${process.versions.node}`)
  console.table(
    Object.fromEntries(
      [...measured].map(([size, times]) => [
        `${size} paths`,
        {
          'CPU ms': Math.round(median(times)),
          'ratio to 100 paths': Number(
            median(times.map((time, round) => time / (first[round] ?? Number.NaN))).toFixed(2),
          ),
        },
      ]),
    ),
  )
}

function measure(run: () => unknown): number {
  const before = process.cpuUsage()
  if (run() !== true) throw new Error('The interactions do not match the document')
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** A document with paths of several forms, and interactions with all of them in turn. */
function createWorld(size: number): World {
  const forms = ['/things#', '/things#/{id}', '/users/{id}/things#', '/users/{id}/things#/{thing}', '/files/{id}:do#']
  const templates = Array.from({ length: size }, (_, index) =>
    (forms[index % forms.length] ?? '').replace('#', String(index)),
  )
  const content = { 'application/json': { schema: { type: 'object', properties: { id: { type: 'integer' } } } } }
  const operation = (path: string) => ({
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    })),
    responses: { 200: { description: 'Done.', content } },
  })
  const document = {
    openapi: '3.1.0',
    info: { title: 'Paths', version: '1' },
    servers: [{ url: 'https://api.example/v1' }],
    paths: Object.fromEntries(templates.map((path) => [path, { get: operation(path) }])),
  }
  const interactions = Array.from({ length: total }, (_, index): Interaction => {
    const path = (templates[(index * 7) % size] ?? '').replaceAll(/\{\w+\}/g, `x${index}`)
    return {
      request: { method: 'GET', url: `https://api.example/v1${path}`, headers: [] },
      response: { status: 200, headers: [['content-type', 'application/json']], body: `{"id":${index}}` },
    }
  })
  return { document: parseDocument(JSON.stringify(document), 'paths.json'), interactions }
}
