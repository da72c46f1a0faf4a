import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly 'timeout-minutes'?: number
  readonly permissions?: Readonly<Record<string, string>>
  readonly env?: unknown
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: { readonly group?: string }
  readonly env?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const root = new URL('../../', import.meta.url)
const readRoot = (path: string) => readFile(new URL(path, root), 'utf8')
const files = (await readdir(new URL('.github/workflows/', root))).sort()
const actionFiles = (await readdir(new URL('.github/actions/', root))).map(
  (name) => `.github/actions/${name}/action.yml`,
)
const workflows = await Promise.all(
  files.map(async (file) => {
    const text = await readRoot(`.github/workflows/${file}`)
    return { file, text, workflow: parse(text) as Workflow } // the form GitHub demands of a workflow
  }),
)
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${file} ${name}`, job })),
)
const steps = jobs.flatMap(({ name, job }) => job.steps.map((step) => ({ name, step })))

/** Names of the jobs that have such a step. */
const jobsWhere = (has: (step: Step) => boolean) => steps.filter(({ step }) => has(step)).map(({ name }) => name)

const publishes = ({ run = '' }: Step) => /\bnpm publish\b/.test(run)
const holdsSecret = (value: unknown) => JSON.stringify(value ?? null).includes('secrets.')

test('there are workflows to read', () => {
  expect(files).toEqual(expect.arrayContaining(['nightly.yml', 'release.yml', 'verify.yml']))
})

describe.each(workflows)('$file', ({ text, workflow }) => {
  test('pins every action by its full commit, with the version beside it', () => {
    const uses = text.split('\n').filter((line) => /^\s*(?:- )?uses: (?!\.\/)/.test(line))
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('may read the repository and nothing else, except where a job says so', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
  })

  test('names its concurrency group', () => {
    expect(workflow.concurrency?.group).toEqual(expect.any(String))
  })

  test('gives no secret to a whole workflow or job', () => {
    expect(holdsSecret(workflow.env)).toBe(false)
    expect(Object.values(workflow.jobs).filter(({ env }) => holdsSecret(env))).toEqual([])
  })
})

test('the workflows and actions agree on one commit for each action', async () => {
  const texts = [...workflows.map(({ text }) => text), ...(await Promise.all(actionFiles.map(readRoot)))]
  const pins = new Set(texts.flatMap((text) => text.match(/(?<=uses: )(?!\.\/).+/g) ?? []))
  const actions = [...pins].map((pin) => pin.replace(/@.*/, ''))
  expect(actions).toEqual([...new Set(actions)])
  expect([...pins].filter((pin) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(pin))).toEqual([])
})

test('actions of this repository that a workflow uses exist', () => {
  const own = steps.flatMap(({ step }) => step.uses?.match(/^\.\/(.+)$/)?.[1] ?? [])
  expect(own.length).toBeGreaterThan(0)
  expect(actionFiles).toEqual(expect.arrayContaining(own.map((path) => `${path}/action.yml`)))
})

test('every job has a time limit', () => {
  expect(jobs.filter(({ job }) => job['timeout-minutes'] === undefined).map(({ name }) => name)).toEqual([])
})

test('no script is put together from expressions, which anyone who names a branch could fill in', () => {
  expect(jobsWhere(({ run = '' }) => run.includes('${{'))).toEqual([])
})

test('no checkout leaves its token behind', () => {
  const leavesToken = (step: Step) =>
    step.uses?.startsWith('actions/checkout@') === true && step.with?.['persist-credentials'] !== false
  expect(jobsWhere(leavesToken)).toEqual([])
})

test('no dependency is installed but from the lock file', () => {
  expect(jobsWhere(({ run = '' }) => /\bnpm (?:i|install|add)\b/.test(run))).toEqual([])
})

describe('the release', () => {
  test('gives the token of the registry to the step that publishes, and to no other', () => {
    expect(jobsWhere(publishes)).toEqual(['release.yml publish'])
    expect(jobsWhere(({ env = {} }) => 'NODE_AUTH_TOKEN' in env)).toEqual(['release.yml publish'])
    expect(steps.filter(({ step }) => publishes(step) && 'NODE_AUTH_TOKEN' in (step.env ?? {}))).toHaveLength(1)
    const naming = workflows.filter(({ text }) => /NODE_AUTH_TOKEN|NPM_TOKEN/.test(text)).map(({ file }) => file)
    expect(naming).toEqual(['release.yml'])
  })

  test('publishes a packed tarball without running its scripts', () => {
    const commands = steps.filter(({ step }) => publishes(step)).map(({ step }) => step.run)
    expect(commands).toEqual([expect.stringMatching(/^npm publish \S+\.tgz .*--ignore-scripts\b.*--provenance\b/)])
  })

  test('runs no code of the project or its dependencies in the job that can sign', () => {
    const signing = jobs.filter(({ job }) => job.permissions?.['id-token'] === 'write')
    expect(signing.map(({ name }) => name)).toEqual(['release.yml publish'])
    const runs = signing.flatMap(({ job }) => job.steps).flatMap(({ run }) => run ?? [])
    expect(runs).toEqual([expect.stringMatching(/^npm publish /)])
  })

  test('compares the whole name of the repository', async () => {
    const text = await readRoot('.github/workflows/release.yml')
    expect(text).toContain('= "git+https://github.com/$GITHUB_REPOSITORY.git"')
    expect(text).not.toMatch(/\bgrep\b/)
  })
})

describe('npm', () => {
  test('runs no scripts of packages that it installs', async () => {
    expect((await readRoot('.npmrc')).split('\n')).toContain('ignore-scripts=true')
  })

  test('is given no lifecycle script of this project, because it would skip it without a word', async () => {
    const { scripts } = JSON.parse(await readRoot('package.json')) as { scripts: Record<string, string> }
    const isLifecycle = (name: string) =>
      /^(?:(?:pre|post)?(?:install|pack|publish)|prepare|prepublishOnly)$/.test(name) ||
      (/^(?:pre|post)./.test(name) && name.replace(/^(?:pre|post)/, '') in scripts)
    expect(Object.keys(scripts).filter(isLifecycle)).toEqual([])
  })

  test('has every script that a workflow runs', async () => {
    const { scripts } = JSON.parse(await readRoot('package.json')) as { scripts: Record<string, string> }
    const run = steps.flatMap(({ step }) =>
      [...(step.run ?? '').matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name),
    )
    expect(run.length).toBeGreaterThan(0)
    expect(run.filter((name) => !Object.hasOwn(scripts, name ?? ''))).toEqual([])
  })
})

test('Dependabot keeps actions and packages up to date, in groups, every week', async () => {
  const { updates } = parse(await readRoot('.github/dependabot.yml')) as { updates: Record<string, unknown>[] }
  expect(updates).toMatchObject([
    { 'package-ecosystem': 'github-actions', schedule: { interval: 'weekly' }, groups: expect.any(Object) },
    { 'package-ecosystem': 'npm', schedule: { interval: 'weekly' }, groups: expect.any(Object) },
  ])
})

test.each([
  ['a browser, without which the tests of the HTML report are skipped', 'google-chrome --version'],
  ['the official suites, without which their tests are skipped', '.ci/suites "$RUNNER_TEMP/suites" >> "$GITHUB_ENV"'],
])('every job that verifies has %s', (_what, command) => {
  const verifying = jobsWhere(({ run }) => run === 'npm run verify')

  expect(verifying).not.toEqual([])
  expect(jobsWhere(({ run }) => run === command)).toEqual(expect.arrayContaining(verifying))
})
