import { writeSync } from 'node:fs'
import type * as Package from '../../src/index.js'
import { meetAll } from './meet-all.js'

// Runs on Node, Bun and Deno: the package as it is built, chosen by the runtime's own conditions.
const [built = '', task = ''] = process.argv.slice(2)
const { createClient } = (await import(built)) as typeof Package // built from it
writeSync(1, JSON.stringify(await meetAll(createClient, JSON.parse(task))))
process.exit()
