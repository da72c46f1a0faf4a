import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, chromium, findTooWide, findViolations, openBrowser } from '../support/browser.js'
import { runCli } from './test-context.js'

describe.skipIf(chromium === undefined)('the HTML page', { timeout: 120_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  describe.each([
    [['report', '--by', 'day,status', '--logs', '--last', '4w']],
    [['report', '--room-name', 'nowhere']],
    [['attendance', '--room-name', 'standup', '--last', '2w', '--at-least', '75%']],
    [['attendance', 'e84fef34-942f-4779-9c51-b4b31faf75e1']],
  ])('of %j', (command) => {
    let page: string
    beforeAll(async () => {
      const { code, stdout } = await runCli([...command, '--sandbox', '--format', 'html'])
      expect(code).toBe(0)
      page = stdout
    })

    test.each([false, true])('has no violation that axe finds, where dark is preferred: %s', async (isDark) => {
      expect(await findViolations(browser, page, { isDark })).toEqual([])
    })

    test('does not scroll sideways, from 360 to 1,600 pixels', async () => {
      expect(await findTooWide(browser, page, [360, 480, 640, 768, 1024, 1400, 1600], 'section')).toEqual([])
    })
  })
})
