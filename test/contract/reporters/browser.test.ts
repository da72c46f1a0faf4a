import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { type Browser, chromium, findTooWide, findViolations, openBrowser } from '../../support/browser.js'
import { failedReport, passedReport, problem } from './reports.js'

describe.skipIf(chromium === undefined)('in a browser', { timeout: 120_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each([
    ['failed', { ...failedReport, problems: [problem] }],
    ['passed', passedReport],
  ])('the %s page has no violation that axe finds, with everything unfolded', async (_, report) => {
    expect(await findViolations(browser, formatReport(report, 'html'))).toEqual([])
  })

  test('the filter shows the findings of one severity, and only those', async () => {
    const shown = await browser.evaluate(
      formatReport(failedReport, 'html'),
      `document.querySelector('input[name=severity][value=warning]').click()
      return [...document.querySelectorAll('.finding')].filter((each) => !each.hidden).map((each) => each.dataset.severity)`,
    )

    expect(shown).toEqual(['warning'])
  })

  test('the filter is not there where scripts are blocked', async () => {
    const displays = await browser.evaluate(
      '<title>outside</title>',
      `const frame = document.createElement('iframe')
      frame.sandbox = 'allow-same-origin'
      frame.srcdoc = ${JSON.stringify(formatReport(failedReport, 'html'))}
      const loaded = new Promise((resolve) => { frame.onload = resolve })
      document.body.append(frame)
      await loaded
      const hidden = [...frame.contentDocument.querySelectorAll('[hidden]')]
      return [...new Set(hidden.map((each) => frame.contentWindow.getComputedStyle(each).display))]`,
    )

    expect(displays).toEqual(['none'])
  })

  test('neither the page nor the tables of operations scroll sideways, from 360 to 1,600 pixels', async () => {
    const widths = [360, 480, 704, 710, 800, 1000, 1216, 1220, 1400, 1600]

    expect(await findTooWide(browser, formatReport(failedReport, 'html'), widths, ':has(> .overview)')).toEqual([])
  })
})
