#!/usr/bin/env node
import { setMaxListeners } from 'node:events'
import { CliError } from './exit.js'
import { run } from './run.js'
import type { Screen } from './world.js'

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

function toScreen(stream: NodeJS.WriteStream): Screen {
  // The write that failed rejects; the event that tells the same must not end the process.
  stream.on('error', () => {})
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()))
      }),
  }
}
