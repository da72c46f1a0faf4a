import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The command of Chromium; undefined if it is not installed. */
export const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})
if (chromium === undefined) console.warn('HTML pages are not tested in a browser: Chromium is not installed')

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A page without its policy, which allows no other script. */
const withoutPolicy = (page: string) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')

/** The value of a script, which may await, in the page. `axe` is there. */
export function evaluate(page: string, script: string, { isDark = false } = {}): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  try {
    const file = join(folder, 'page.html')
    const run = `(async () => { ${script} })().then((value) => { document.body.replaceChildren(JSON.stringify(value)) })`
    writeFileSync(
      file,
      withoutPolicy(page).replace('</body>', () => `<script>${axe}</script><script>${run}</script></body>`),
    )
    const args = [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=60000', '--dump-dom'],
      ...(isDark ? ['--blink-settings=preferredColorScheme=0'] : []),
    ]
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

/** What axe finds in a page with everything unfolded: the rule and the first element of each violation. */
export const findViolations = (page: string, options?: { isDark?: boolean }): unknown =>
  evaluate(
    page,
    `for (const each of document.querySelectorAll('details')) each.open = true
    const { violations } = await axe.run(document)
    return violations.map(({ id, nodes }) => id + ' ' + nodes[0].html)`,
    options,
  )

/**
 * Elements that are wider than their place, in frames of these widths: `360: HTML 412`.
 *
 * @param selector elements to look at beside the page itself
 */
export const findTooWide = (page: string, widths: readonly number[], selector: string): unknown =>
  evaluate(
    page,
    `const wide = []
    for (const width of ${JSON.stringify(widths)}) {
      const frame = document.createElement('iframe')
      frame.width = width
      frame.srcdoc = ${JSON.stringify(withoutPolicy(page)).replaceAll('<', '\\u003c')}
      const loaded = new Promise((resolve) => { frame.onload = resolve })
      document.body.append(frame)
      await loaded
      const inside = frame.contentDocument
      for (const each of inside.querySelectorAll('details')) each.open = true
      const elements = [...inside.querySelectorAll(${JSON.stringify(selector)})]
      if (elements.length === 0) wide.push('no elements are looked at')
      for (const each of [inside.documentElement, ...elements])
        if (each.scrollWidth > each.clientWidth) wide.push(width + ': ' + each.tagName + ' ' + each.scrollWidth)
    }
    return wide`,
  )
