#!/usr/bin/env node
import { setMaxListeners } from 'node:events'
import { CliError } from './exit.js'
import { run } from './run.js'
import { toScreen } from './screen.js'

const interruption = new AbortController()
// Everything that is under way listens to it: that many are no leak.
setMaxListeners(0, interruption.signal)
// Once: whoever cannot wait for a clean end interrupts again, and gets the system's.
process.once('SIGINT', () => interruption.abort(new CliError('interrupted', { exitCode: 130 })))
process.once('SIGTERM', () => interruption.abort(new CliError('terminated', { exitCode: 143 })))

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdout: toScreen(process.stdout),
  stderr: toScreen(process.stderr),
  platformFetch: (request) => fetch(request),
  now: () => new Date(),
  signal: interruption.signal,
})
