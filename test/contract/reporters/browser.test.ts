import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { failedReport, passedReport, problem } from './reports.js'

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})
if (chromium === undefined) console.warn('the HTML page is not tested in a browser: Chromium is not installed')

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The value of a script, which may await, in the page. The policy of the page is left out: it allows no other script. */
function evaluate(page: string, script: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  try {
    const file = join(folder, 'page.html')
    const run = `(async () => { ${script} })().then((value) => { document.body.replaceChildren(JSON.stringify(value)) })`
    const open = page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    writeFileSync(
      file,
      open.replace('</body>', () => `<script>${axe}</script><script>${run}</script></body>`),
    )
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=60000', '--dump-dom']
    const dom = execFileSync(chromium ?? '', [...args, pathToFileURL(file).href], {
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const text = /<body[^>]*>([\s\S]*)<\/body>/.exec(dom)?.[1] ?? ''
    return JSON.parse(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test.skipIf(chromium === undefined).each([
  ['failed', { ...failedReport, problems: [problem] }],
  ['passed', passedReport],
])(
  'the %s page has no violation that axe finds, with everything unfolded',
  (_, report) => {
    const violations = evaluate(
      formatReport(report, 'html'),
      `for (const each of document.querySelectorAll('details')) each.open = true
    const { violations } = await axe.run(document)
    return violations.map(({ id, nodes }) => id + ' ' + nodes[0].html)`,
    )

    expect(violations).toEqual([])
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
