import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestSpace, createTestTerminal, runCli } from '../test-context.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'progress-'))
  copyFileSync('test/recordings/documented/get_room_session.404.json', join(folder, 'a.json'))
  writeFileSync(join(folder, 'b.json'), '[')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command on a terminal, with a clock that is a second later at each look, and answers some requests with 403. */
async function runOn(terminal: ReturnType<typeof createTestTerminal>, words: string, refused: readonly number[] = []) {
  const { context } = createTestSpace({ sessions: 8, seed: 1 })
  let [time, count] = [0, 0]
  await runCli(
    words.split(' ').map((word) => word.replace('FOLDER', folder)),
    {
      ...context,
      ...terminal.screens,
      env: { ...context.env, NO_COLOR: '1' },
      now: () => {
        time += 1_000
        return new Date(time)
      },
      fetch: async (request) => {
        count += 1
        return refused.includes(count) ? new Response('{}', { status: 403 }) : context.fetch(request)
      },
    },
  )
  for (const name of readdirSync(folder))
    if (name.startsWith('sessions')) rmSync(join(folder, name), { recursive: true })
  return { written: terminal.written(), visible: terminal.visible() }
}

test.each<[string, number[]?]>([
  ['export --page-size 2 --output FOLDER/sessions.ndjson'],
  ['report --format csv --read members'],
  ['attendance --format csv'],
  ['download --to FOLDER/sessions --concurrency 1'],
  ['check FOLDER/a.json FOLDER/b.json'],
  ['report --format csv', [3]],
  ['attendance --format csv', [3]],
  ['export --page-size 2 --output FOLDER/sessions.ndjson', [3]],
  ['download --to FOLDER/sessions --concurrency 1', [5, 6]],
  ['download --to FOLDER/sessions --concurrency 1', [8]],
])('%s leaves no progress on a terminal, and writes nothing behind it', async (words, refused = []) => {
  const { visible, written } = await runOn(createTestTerminal(), words, refused)

  expect(visible).toBe((await runOn(createTestTerminal(false), words, refused)).visible)
  expect(written.length).toBeGreaterThan(visible.length)
})

test.each(['export', 'export --format csv --page-size 2 --include members'])(
  '%s shows no progress among the rows on a terminal',
  async (words) => {
    const { written } = await runOn(createTestTerminal(), words)

    expect(written).toBe((await runOn(createTestTerminal(false), words)).written)
  },
)
