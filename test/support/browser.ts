import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
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

/** A running Chromium. To start it costs more than to look at several pages. */
export interface Browser {
  /** The value of a script, which may await, in the page. `axe` is there. */
  evaluate(page: string, script: string, options?: { isDark?: boolean }): Promise<unknown>
  close(): Promise<void>
}

/** Starts Chromium. */
export async function openBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'))
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${folder}`]
  const child = spawn(chromium ?? '', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  // The pipes that --remote-debugging-pipe uses: what Chromium reads, and what it writes.
  const { send, waitFor } = connect(child.stdio[3] as Writable, child.stdio[4] as Readable)

  return {
    async evaluate(page, script, { isDark = false } = {}) {
      const file = join(folder, 'page.html')
      writeFileSync(file, withoutPolicy(page))
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }]
      await send('Emulation.setEmulatedMedia', { features }, sessionId)
      await send('Page.enable', {}, sessionId)
      const loaded = waitFor('Page.loadEventFired', sessionId)
      await send('Page.navigate', { url: pathToFileURL(file).href }, sessionId)
      await loaded
      const expression = `${axe}; (async () => { ${script} })()`
      const options = { expression, awaitPromise: true, returnByValue: true }
      const { result, exceptionDetails } = await send('Runtime.evaluate', options, sessionId)
      await send('Target.closeTarget', { targetId })
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
      return result.value
    },
    async close() {
      await send('Browser.close')
      await closed
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What Chromium writes: the result of a command, or an event. Its properties are those of the Chrome DevTools Protocol. */
interface Message {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  // biome-ignore lint/suspicious/noExplicitAny: each command has a result of its own
  readonly result?: any
  readonly error?: { readonly message: string }
}

/** Speaks the Chrome DevTools Protocol: JSON texts that end with a zero. */
function connect(input: Writable, output: Readable) {
  const listeners = new Set<(message: Message) => void>()
  let text = ''
  output.setEncoding('utf8').on('data', (piece: string) => {
    const messages = (text + piece).split('\0')
    text = messages.pop() ?? ''
    for (const message of messages) for (const listener of listeners) listener(JSON.parse(message))
  })
  const ended = once(output, 'close').then(() => Promise.reject(new Error('Chromium ended')))
  ended.catch(() => {})
  const find = (isWanted: (message: Message) => boolean) => {
    const found = new Promise<Message>((resolve) => {
      const listener = (message: Message) => {
        if (isWanted(message) && listeners.delete(listener)) resolve(message)
      }
      listeners.add(listener)
    })
    return Promise.race([found, ended])
  }
  let count = 0
  return {
    waitFor: (method: string, sessionId: string) =>
      find((message) => message.method === method && message.sessionId === sessionId),
    async send(method: string, params: object = {}, sessionId?: string) {
      const id = ++count
      const reply = find((message) => message.id === id)
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      const { result, error } = await reply
      if (error) throw new Error(`${method}: ${error.message}`)
      return result
    },
  }
}

/** What axe finds in a page with everything unfolded: the rule and the first element of each violation. */
export const findViolations = (browser: Browser, page: string, options?: { isDark?: boolean }) =>
  browser.evaluate(
    page,
    `for (const each of document.querySelectorAll('details')) each.open = true
    const { violations } = await axe.run(document)
    return violations.map(({ id, nodes }) => id + ' ' + nodes[0].html)`,
    options,
  )

/**
 * Elements that are wider than their place, in a frame of each of these widths: `360: HTML 412`.
 *
 * @param selector elements to look at beside the page itself
 */
export const findTooWide = (browser: Browser, page: string, widths: readonly number[], selector: string) =>
  browser.evaluate(
    page,
    `const wide = []
    const frame = document.createElement('iframe')
    frame.srcdoc = ${JSON.stringify(withoutPolicy(page))}
    const loaded = new Promise((resolve) => { frame.onload = resolve })
    document.body.append(frame)
    await loaded
    const inside = frame.contentDocument
    for (const each of inside.querySelectorAll('details')) each.open = true
    const elements = [...inside.querySelectorAll(${JSON.stringify(selector)})]
    if (elements.length === 0) wide.push('no elements are looked at')
    for (const width of ${JSON.stringify(widths)}) {
      frame.width = width
      for (const each of [inside.documentElement, ...elements])
        if (each.scrollWidth > each.clientWidth) wide.push(width + ': ' + each.tagName + ' ' + each.scrollWidth)
    }
    return wide`,
  )
