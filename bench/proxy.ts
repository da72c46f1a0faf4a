/**
 * What `room-sessions proxy` costs: requests to a server, and to the same server through the proxy, which checks each response
 * and records. Target and proxy are processes of their own. Rounds take turns, so that what the machine does meanwhile is
 * done to both; what counts is the ratio in the same round. Run with `npm run bench:proxy`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const rounds = Number(process.argv[2] ?? 7)
const alone = { concurrency: 1, total: 1_000 }
const together = { concurrency: 20, total: 4_000 }

const book = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id: { type: 'integer' }, title: { type: 'string' } },
}
const content = { 'application/json': { schema: { type: 'array', items: book } } }
const document = {
  openapi: '3.1.0',
  info: { title: 'Books', version: '1' },
  paths: { '/books': { get: { operationId: 'list_books', responses: { 200: { description: 'Books.', content } } } } },
}
const target = `
  const body = JSON.stringify(Array.from({ length: 20 }, (_, id) => ({ id, title: 'Book ' + id })))
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const server = require('node:http').createServer((_, response) => response.writeHead(200, headers).end(body))
  server.listen(0, '127.0.0.1', () => console.error('http://127.0.0.1:' + server.address().port))`

const folder = await mkdtemp(join(tmpdir(), 'bench-proxy-'))
const documentPath = join(folder, 'books.json')
await writeFile(documentPath, JSON.stringify(document))
const children: ChildProcess[] = []
try {
  const direct = await start(['-e', target])
  const options = ['--document', documentPath, '--target', direct, '--record', join(folder, 'recordings')]
  const proxied = await start(['dist/cli/main.js', 'proxy', ...options])
  const results: Record<'direct' | 'proxied', Measured[]> = { direct: [], proxied: [] }
  for (let round = -1; round < rounds; round++) {
    const one = { direct: await measure(direct), proxied: await measure(proxied) }
    // The first round warms up.
    if (round < 0) continue
    results.direct.push(one.direct)
    results.proxied.push(one.proxied)
  }
  const pairs = results.direct.map((one, index) => ({ one, other: results.proxied[index] ?? one }))
  console.log(`${rounds} rounds, Node ${process.versions.node}`)
  console.table({
    direct: toRow(results.direct),
    proxied: toRow(results.proxied),
    'ratio in the same round': {
      'median ms of a request alone': round2(median(pairs.map(({ one, other }) => other.latencyMs / one.latencyMs))),
      [`requests/s, ${together.concurrency} at a time`]: round2(
        median(pairs.map(({ one, other }) => other.rate / one.rate)),
      ),
    },
  })
  console.log(
    `overhead: ${round2(median(pairs.map(({ one, other }) => other.latencyMs - one.latencyMs)))} ms a request`,
  )
} finally {
  for (const child of children) child.kill()
  await rm(folder, { recursive: true, force: true })
}

interface Measured {
  /** Median of requests one after another. */
  readonly latencyMs: number
  /** Requests per second, several at a time. */
  readonly rate: number
}

/** Starts a process, and resolves to the URL that it writes to stderr. */
function start(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  children.push(child)
  let text = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      text += chunk
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0]
      if (url) resolve(url)
    })
    child.once('exit', () => reject(new Error(text)))
  })
}

async function measure(url: string): Promise<Measured> {
  const { times } = await send(url, alone)
  const { seconds } = await send(url, together)
  return { latencyMs: median(times), rate: together.total / seconds }
}

async function send(url: string, { concurrency, total }: { concurrency: number; total: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const times: number[] = []
  let left = total
  const work = async () => {
    while (left-- > 0) times.push(await time(url, agent))
  }
  const begin = performance.now()
  await Promise.all(Array.from({ length: concurrency }, work))
  agent.destroy()
  return { times, seconds: (performance.now() - begin) / 1000 }
}

function time(url: string, agent: Agent): Promise<number> {
  const begin = performance.now()
  return new Promise((resolve, reject) => {
    get(`${url}/books`, { agent }, (response) => {
      response.resume().once('end', () => resolve(performance.now() - begin))
    }).once('error', reject)
  })
}

function toRow(measured: readonly Measured[]) {
  return {
    'median ms of a request alone': round2(median(measured.map(({ latencyMs }) => latencyMs))),
    [`requests/s, ${together.concurrency} at a time`]: Math.round(median(measured.map(({ rate }) => rate))),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function round2(value: number): number {
  return Number(value.toFixed(2))
}
