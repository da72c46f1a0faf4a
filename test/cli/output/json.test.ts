import { describe, expect, test } from 'vitest'
import { jsonWriter, ndjsonWriter } from '../../../src/cli/output/json.js'
import { createTestScreen } from '../test-context.js'

const rows = [{ id: 1 }, { id: '\u001b[2J' }, { id: null }]

// As pages arrive: some have no item that is shown.
describe.each([
  ['none', []],
  ['an empty one', [[]]],
  ['an empty one first', [[], rows]],
  ['an empty one between others', [rows.slice(0, 1), [], rows.slice(1)]],
  ['an empty one last', [rows, [], []]],
  ['one for each item', rows.map((row) => [row])],
])('pages: %s', (_, pages) => {
  const write = async (create: typeof jsonWriter) => {
    const screen = createTestScreen()
    const writer = create(screen)
    for (const page of pages) await writer.write(page)
    await writer.end()
    return screen.text
  }

  test('become one array, with a line for each item', async () => {
    const text = await write(jsonWriter)
    expect(JSON.parse(text)).toEqual(pages.flat())
    expect(text.split('\n')).toHaveLength(pages.flat().length === 0 ? 2 : pages.flat().length + 3)
    expect(text).not.toContain('\u001b')
  })

  test('become lines', async () => {
    const text = await write(ndjsonWriter)
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual(pages.flat())
  })
})
