import { contenders } from './contenders.js'

// One contender at one task, in a process of its own: what it did to memory is nobody else's doing.
const [name = '', origin = '', task, size] = process.argv.slice(2)
const contender = await contenders[name]?.(origin)
if (!contender) throw new Error(`no contender is called ${name}`)
const work = () => {
  if (task === 'all') return contender.all?.()
  return task === 'get' ? contender.get(Number(size)) : contender.list(Number(size))
}

await contender.get(200)
const cpuBefore = process.cpuUsage()
const start = performance.now()
const count = await work()
const wallMs = performance.now() - start
const { user, system } = process.cpuUsage(cpuBefore)
const { maxRSS } = process.resourceUsage()
process.stdout.write(`${JSON.stringify({ count, wallMs, cpuMs: (user + system) / 1000, peakMib: maxRSS / 1024 })}\n`)
process.exit()
