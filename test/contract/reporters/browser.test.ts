import { expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { chromium, evaluate, findTooWide, findViolations } from '../../support/browser.js'
import { failedReport, passedReport, problem } from './reports.js'

test.skipIf(chromium === undefined).each([
  ['failed', { ...failedReport, problems: [problem] }],
  ['passed', passedReport],
])(
  'the %s page has no violation that axe finds, with everything unfolded',
  (_, report) => {
    expect(findViolations(formatReport(report, 'html'))).toEqual([])
  },
  120_000,
)

test.skipIf(chromium === undefined)(
  'the filter shows the findings of one severity, and only those',
  () => {
    const shown = evaluate(
      formatReport(failedReport, 'html'),
      `document.querySelector('input[name=severity][value=warning]').click()
      return [...document.querySelectorAll('.finding')].filter((each) => !each.hidden).map((each) => each.dataset.severity)`,
    )

    expect(shown).toEqual(['warning'])
  },
  120_000,
)

test.skipIf(chromium === undefined)(
  'neither the page nor the tables of operations scroll sideways, from 360 to 1,600 pixels',
  () => {
    const widths = [360, 480, 704, 710, 800, 1000, 1216, 1220, 1400, 1600]

    expect(findTooWide(formatReport(failedReport, 'html'), widths, ':has(> .overview)')).toEqual([])
  },
  120_000,
)
