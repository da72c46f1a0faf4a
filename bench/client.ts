import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { contenders } from './client/contenders.js'

// The client beside others: a server in a process of its own, every contender in another, rounds interleaved, so that
// what the machine does meanwhile is done to all. What counts is the ratio to the first contender in the same round.
const total = 200_000
const tasks = [
  { title: '2,000 single sessions', task: 'get', size: 2_000 },
  { title: '200,000 sessions in pages of 50', task: 'list', size: 50 },
  { title: '200,000 sessions in pages of 1,000', task: 'list', size: 1_000 },
  { title: '200,000 sessions in pages of 50, in gzip for who asks', task: 'list', size: 50, gzip: true },
]
const rounds = Number(process.argv[2] ?? 5)

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
const [{ plain, gzip }] = (await once(server, 'message')) as [{ plain: string; gzip: string }] // what the server sends

async function measure(name: string, origin: string, task: string, size: number): Promise<Measure> {
  const argv = [here('compiled/run.js'), name, origin, task, String(size)]
  const { stdout } = await promisify(execFile)(process.execPath, argv)
  return JSON.parse(stdout)
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

console.log(
  `Node ${process.version}, ${cpus()[0]?.model} × ${cpus().length}, ${new Date().toISOString().slice(0, 10)}, median of ${rounds} rounds\n`,
)
const only = process.argv[3]?.split(',')
const names = Object.keys(contenders).filter((name, index) => index === 0 || !only || only.includes(name))
for (const { title, task, size, gzip: isGzip } of tasks) {
  const measures = new Map<string, Measure[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) measures.get(name)?.push(await measure(name, isGzip ? gzip : plain, task, size))
  }
  const base = measures.get(names[0] ?? '') ?? []
  console.log(`| ${title} | wall | to fetch | CPU | peak memory |\n|---|---:|---:|---:|---:|`)
  for (const [name, found] of measures) {
    const ratio = median(found.map(({ wallMs }, round) => wallMs / (base[round]?.wallMs ?? Number.NaN)))
    const [wall, cpu, peak] = (['wallMs', 'cpuMs', 'peakMib'] as const).map((key) =>
      median(found.map((one) => one[key])).toFixed(0),
    )
    console.log(`| ${name} | ${wall} ms | ${ratio.toFixed(2)} | ${cpu} ms | ${peak} MiB |`)
  }
  console.log()
}
server.disconnect()
await rm(here('compiled'), { recursive: true })
