import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { contenders } from './client/contenders.js'

interface Task {
  readonly title: string
  readonly task: 'get' | 'list' | 'all'
  readonly size: number
  readonly server?: keyof Origins
  readonly rounds?: number
}

/** The servers: see `client/server.ts`. */
interface Origins {
  readonly plain: string
  readonly gzip: string
  readonly slow: string
}

// The client beside others: a server in a process of its own, every contender in another, rounds interleaved, so that
// what the machine does meanwhile is done to all. What counts is the ratio to the first contender in the same round.
const total = 200_000
const tasks = [
  { title: '2,000 single sessions', task: 'get', size: 2_000 },
  { title: '200,000 sessions in pages of 50', task: 'list', size: 50 },
  { title: '200,000 sessions in pages of 1,000', task: 'list', size: 1_000 },
  { title: '200,000 sessions in pages of 50, in gzip for who asks', task: 'list', size: 50, server: 'gzip' },
  // By hand it takes 4,000 times 20 ms, so there is one round.
  { title: 'all of 200,000 sessions, 20 ms a page', task: 'all', size: 0, server: 'slow', rounds: 1 },
] as const satisfies readonly Task[]
const wantedRounds = Number(process.argv[2] ?? 5)
/** Contenders that read everything into an array. */
const withAll = ['fetch + JSON.parse', 'signalwire-room-sessions', 'signalwire-room-sessions over fetch']

interface Measure {
  readonly count: number
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakMib: number
}

// Compiled before they run, as a user's code is: what compiles TypeScript on the way takes memory and time of its own.
const here = (path: string) => new URL(path, import.meta.url).pathname
const entryPoints = [here('client/run.ts'), here('client/server.ts')]
await build({
  entryPoints,
  outdir: here('compiled'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
})
const server = fork(here('compiled/server.js'), [String(total)], { execArgv: [] })
const [origins] = (await once(server, 'message')) as [Origins] // what the server sends

async function measure(name: string, origin: string, task: string, size: number): Promise<Measure> {
  const argv = [here('compiled/run.js'), name, origin, task, String(size)]
  const { stdout } = await promisify(execFile)(process.execPath, argv)
  return JSON.parse(stdout)
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

console.log(
  `Node ${process.version}, ${cpus()[0]?.model} × ${cpus().length}, ${new Date().toISOString().slice(0, 10)}, median of ${wantedRounds} rounds\n`,
)
const only = process.argv[3]?.split(',')
const names = Object.keys(contenders).filter((name, index) => index === 0 || !only || only.includes(name))
const wantedTasks: readonly Task[] = tasks
for (const { title, task, size, server = 'plain', rounds = wantedRounds } of wantedTasks) {
  const able = task === 'all' ? names.filter((name) => withAll.includes(name)) : names
  const measures = new Map<string, Measure[]>(able.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of able) measures.get(name)?.push(await measure(name, origins[server], task, size))
  }
  const base = measures.get(names[0] ?? '') ?? []
  console.log(`| ${title} | wall | to fetch | CPU | to fetch | peak memory |\n|---|---:|---:|---:|---:|---:|`)
  for (const [name, found] of measures) {
    const toFetch = (key: 'wallMs' | 'cpuMs') =>
      median(found.map((one, round) => one[key] / (base[round]?.[key] ?? Number.NaN))).toFixed(2)
    const [wall, cpu, peak] = (['wallMs', 'cpuMs', 'peakMib'] as const).map((key) =>
      median(found.map((one) => one[key])).toFixed(0),
    )
    console.log(`| ${name} | ${wall} ms | ${toFetch('wallMs')} | ${cpu} ms | ${toFetch('cpuMs')} | ${peak} MiB |`)
  }
  console.log()
}
server.disconnect()
await rm(here('compiled'), { recursive: true })
