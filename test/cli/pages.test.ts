import { expect, test } from 'vitest'
import { chromium, findTooWide, findViolations } from '../support/browser.js'
import { runCli } from './test-context.js'

const commands = [
  ['report', '--by', 'day,user', '--logs', '--last', '4w'],
  ['report', '--room-name', 'nowhere'],
  ['attendance', '--room-name', 'standup', '--last', '8w', '--at-least', '75%'],
  ['attendance', 'e84fef34-942f-4779-9c51-b4b31faf75e1'],
]

const readPage = async (command: readonly string[]) => {
  const { code, stdout } = await runCli([...command, '--sandbox', '--format', 'html'])
  expect(code).toBe(0)
  return stdout
}

test.skipIf(chromium === undefined).each(commands.map((command) => [command]))(
  'axe finds no violation in the page of %j, in the light and the dark',
  async (command) => {
    const page = await readPage(command)

    for (const isDark of [false, true]) expect(findViolations(page, { isDark })).toEqual([])
  },
  120_000,
)

test.skipIf(chromium === undefined).each(commands.map((command) => [command]))(
  'the page of %j does not scroll sideways, from 360 to 1,600 pixels',
  async (command) => {
    expect(findTooWide(await readPage(command), [360, 480, 640, 768, 1024, 1400, 1600], 'section')).toEqual([])
  },
  120_000,
)
