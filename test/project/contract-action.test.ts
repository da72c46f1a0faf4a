import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  readonly run?: string
}

const action: { readonly runs: { readonly steps: readonly Step[] } } = parse(
  readFileSync('.github/actions/contract/action.yml', 'utf8'),
)
const [check = '', summarise = ''] = action.runs.steps.flatMap(({ run }) => run ?? [])

const inputs = {
  ...{ RECORDINGS: 'recordings', DOCUMENT: 'api.yaml', SERVER: '', FAIL_ON: 'error', MIN_COVERAGE: '0' },
  ...{ BASELINE: '', WAIVERS: '', ARGUMENTS: '', COMMAND: './command', REPORTS: 'reports' },
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = (name: string) => readFileSync(join(folder, name), 'utf8')

/** Runs a step as GitHub does, with a command that writes its arguments one a line. */
function runStep(script: string, env: Readonly<Record<string, string>>, command = ''): void {
  writeFileSync(join(folder, 'command'), `#!/bin/bash\nprintf '%s\\n' "$@" > arguments\n${command}\n`)
  chmodSync(join(folder, 'command'), 0o755)
  execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { PATH: process.env.PATH, GITHUB_OUTPUT: 'output', ...inputs, ...env },
  })
}

test('passes inputs on as arguments, whatever is in them', () => {
  const recordings = 'a b.har  \n\n$(touch injected)\n`touch injected`\n--live\n'

  runStep(check, { RECORDINGS: recordings, SERVER: 'http://localhost:3000\n' })

  const found = read('arguments').split('\n')
  expect(found.slice(found.indexOf('--'))).toEqual([
    '--',
    'a b.har',
    '$(touch injected)',
    '`touch injected`',
    '--live',
    '',
  ])
  expect(found[found.indexOf('--server') + 1]).toBe('http://localhost:3000')
  expect(() => read('injected')).toThrow()
})

test('keeps the exit code of the check', () => {
  runStep(check, {}, 'touch reports/contract.json; exit 1')

  expect(read('output')).toBe('json=reports/contract.json\nexit-code=1\n')
})

test('a command that writes no report could check nothing, and the summary says so', () => {
  mkdirSync(join(folder, 'reports'))
  for (const name of ['contract.json', 'contract.md'])
    writeFileSync(join(folder, 'reports', name), 'of an earlier step')

  runStep(check, {}, 'exit 1')
  runStep(summarise, { GITHUB_STEP_SUMMARY: 'summary' })

  expect(read('output')).toContain('exit-code=2\n')
  expect(read('summary')).toBe('The contract check could not run. Its log says why.\n')
})

test('runs without a summary, which other runners than those of GitHub may not have', () => {
  runStep(check, {}, 'echo report > reports/contract.md')
  runStep(summarise, { GITHUB_STEP_SUMMARY: '' })

  expect(read('reports/contract.md')).toBe('report\n')
})
