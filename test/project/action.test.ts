import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { runCli } from '../cli/test-context.js'

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly env?: Readonly<Record<string, string>>
}

/** What GitHub reads of an action (Metadata syntax for GitHub Actions). */
interface Action {
  readonly name: string
  readonly description: string
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

const text = readFileSync('.github/actions/contract/action.yml', 'utf8')
const action: Action = parse(text)
const { steps } = action.runs

describe('the metadata', () => {
  test('is that of a composite action, whose inputs and outputs are described', () => {
    expect([action.runs.using, action.name, action.description].every(Boolean)).toBe(true)
    for (const input of Object.values(action.inputs)) {
      expect(typeof input.description).toBe('string')
      // GitHub passes text on, whatever it is in YAML.
      expect(input.required === true || typeof input.default === 'string').toBe(true)
      expect(Object.keys(input).filter((name) => !['description', 'required', 'default'].includes(name))).toEqual([])
    }
    expect(Object.values(action.outputs).every(({ description, value }) => description && value)).toBe(true)
  })

  test('names a shell for each script, and no script is put together from expressions', () => {
    for (const { run, uses, shell } of steps) {
      expect(Boolean(run) !== Boolean(uses)).toBe(true)
      expect(shell).toBe(run === undefined ? undefined : 'bash')
      expect(run ?? '').not.toContain('${{')
    }
  })

  test('uses every input, and names no other', () => {
    const used = new Set([...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name))
    expect([...used].sort()).toEqual(Object.keys(action.inputs).sort())
  })

  test('names steps that exist', () => {
    const named = new Set([...text.matchAll(/steps\.([\w-]+)/g)].map(([, name]) => name))
    expect([...named]).toEqual(steps.flatMap(({ id }) => id ?? []))
  })

  test('passes options that the command has', async () => {
    const { stdout } = await runCli(['check', '--help'])
    const options = new Set([...(steps[0]?.run ?? '').matchAll(/--[a-z-]{2,}/g)].map(([option]) => option))
    expect(options.size).toBeGreaterThan(5)
    for (const option of options) expect(stdout).toContain(`  ${option}`)
  })
})

describe('the scripts', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'action-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const written = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '')

  /** Runs the scripts like GitHub does, with a program that writes down its arguments and a report. */
  async function runAction(
    inputs: Readonly<Record<string, string>>,
    program: string,
    runner: Readonly<Record<string, string>> = {},
  ) {
    writeFileSync(join(folder, 'program'), `#!/bin/bash\n${program}`)
    chmodSync(join(folder, 'program'), 0o755)
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ''] as const)
    const values: Record<string, string> = { ...Object.fromEntries(defaults), command: './program x', ...inputs }
    let code = 0
    for (const { run, env = {} } of steps) {
      if (run === undefined) continue
      const outputs = Object.fromEntries(
        written('output')
          .split('\n')
          .map((line) => line.split('=', 2)),
      )
      const resolve = (value: string) =>
        value.replace(/\$\{\{ (inputs|steps\.check\.outputs)\.([\w-]+) \}\}/g, (_, kind: string, name: string) =>
          String((kind === 'inputs' ? values : outputs)[name] ?? ''),
        )
      const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, resolve(value)]))
      code = await runBash(run, { ...variables, ...runner })
    }
    return { code, args: written('args').split('\n').slice(0, -1) }
  }

  function runBash(script: string, variables: Readonly<Record<string, string>>): Promise<number> {
    const env = { PATH: process.env.PATH, GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary', ...variables }
    return new Promise((resolve) => {
      // As GitHub runs `shell: bash`.
      const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script]
      const child = execFile('bash', args, { cwd: folder, env }, () => resolve(child.exitCode ?? -1))
    })
  }

  const writesReport = `printf '%s\\n' "$@" > args; echo '### Passed' > contract-reports/contract.md; echo '{}' > contract-reports/contract.json`

  test('leave out what is not given', async () => {
    const { code, args } = await runAction({ recordings: 'recordings', document: 'api.yaml' }, writesReport)

    expect(code).toBe(0)
    expect(args).toEqual([
      ...['x', 'check', '--document', 'api.yaml', '--fail-on', 'error', '--min-coverage', '0'],
      ...['--report', 'github', '--report', 'markdown=contract-reports/contract.md'],
      ...['--report', 'html=contract-reports/contract.html', '--report', 'sarif=contract-reports/contract.sarif'],
      ...['--report', 'json=contract-reports/contract.json', '--', 'recordings'],
    ])
    expect(written('summary')).toBe('### Passed\n')
    expect(written('output')).toContain('json=contract-reports/contract.json\n')
  })

  test('pass everything on, a line as one word, and run nothing of it', async () => {
    const { args } = await runAction(
      {
        ...{ recordings: 'a b/*.har\n\n$(touch stolen)\n', document: 'api; touch stolen', baseline: 'base line.yaml' },
        ...{ waivers: '`touch stolen`', server: 'http://localhost:1\nhttp://localhost:2', arguments: '--strict' },
      },
      writesReport,
    )

    expect(args.slice(args.indexOf('--server'))).toEqual([
      ...['--server', 'http://localhost:1', '--server', 'http://localhost:2', '--baseline', 'base line.yaml'],
      ...['--waivers', '`touch stolen`', '--strict', '--', 'a b/*.har', '$(touch stolen)'],
    ])
    expect(args).toContain('api; touch stolen')
    expect(existsSync(join(folder, 'stolen'))).toBe(false)
  })

  test.each([0, 1, 2])('end with the exit code %i of the check, after the summary', async (exit) => {
    const { code } = await runAction({ recordings: 'r', document: 'd' }, `${writesReport}; exit ${exit}`)

    expect([code, written('summary')]).toEqual([exit, '### Passed\n'])
    expect(written('output')).toContain(`exit-code=${exit}\n`)
  })

  test('fail if the program does not exist or writes no report', async () => {
    const missing = await runAction({ recordings: 'r', document: 'd', command: './missing' }, '')
    const silent = await runAction({ recordings: 'r', document: 'd' }, 'exit 2')

    const message = 'The contract check could not run. Its log says why.\n'
    expect([missing.code, silent.code, written('summary')]).toEqual([2, 2, message + message])
  })

  test('leave out the report of an earlier step', async () => {
    mkdirSync(join(folder, 'contract-reports'))
    for (const name of ['contract.json', 'contract.md'])
      writeFileSync(join(folder, 'contract-reports', name), 'of an earlier step')

    const { code } = await runAction({ recordings: 'r', document: 'd' }, 'exit 1')

    expect([code, written('summary')]).toEqual([2, 'The contract check could not run. Its log says why.\n'])
  })

  test('run without a summary, which other runners than those of GitHub may not have', async () => {
    const { code } = await runAction({ recordings: 'r', document: 'd' }, writesReport, { GITHUB_STEP_SUMMARY: '' })

    expect(code).toBe(0)
  })
})
