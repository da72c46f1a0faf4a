#!/usr/bin/env node
import { setTimeout } from 'node:timers/promises'
import { createInterruption } from './interruption.js'
import { run } from './run.js'
import { isStdoutClosed } from './terminal/closed-stdout.js'
import { closedScreen, toScreen } from './terminal/screen.js'

const interruption = createInterruption(process)

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdout: isStdoutClosed() ? closedScreen : toScreen(process.stdout, 'stdout'),
  stderr: toScreen(process.stderr, 'stderr'),
  platformFetch: (url, init) => fetch(url, init),
  now: () => new Date(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => signal.throwIfAborted()),
  signal: interruption.signal,
  finishWhenInterrupted: interruption.listen,
})
