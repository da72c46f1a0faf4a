import type { Context, Screen } from '../../src/cli/context.js'
import { run } from '../../src/cli/run.js'
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.js'

/** A screen that collects its text. */
export interface TestScreen extends Screen {
  text: string
}

export function createTestScreen(options: { isTTY?: boolean; columns?: number } = {}): TestScreen {
  const screen = {
    isTTY: options.isTTY ?? false,
    columns: options.columns,
    text: '',
    async write(text: string) {
      screen.text += text
    },
  }
  return screen
}

/** What a terminal shows of a text, of which only progress lines erase something. */
export const toVisible = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split('\r\u001b[2K').at(-1))
    .join('\n')

/** A terminal for both the stdout and the stderr of a run; without `isTTY`, one file for both. */
export function createTestTerminal(isTTY = true) {
  const screen = createTestScreen({ isTTY, columns: 200 })
  return {
    screens: { stdout: screen, stderr: screen },
    written: () => screen.text,
    visible: () => toVisible(screen.text),
  }
}

/** Never resolves, because the clock does not move. */
const sleepForEver = (_ms: number, signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

/** A context without network, terminal and environment, whose clock does not move. */
export function createTestContext(options: Partial<Context> = {}) {
  return {
    env: {},
    stdout: createTestScreen(),
    stderr: createTestScreen(),
    platformFetch: async () => {
      throw new Error('a test must not use the network')
    },
    now: () => new Date('2026-01-01T00:00:00Z'),
    sleep: sleepForEver,
    signal: new AbortController().signal,
    finishWhenInterrupted: () => {},
    ...options,
  } satisfies Context
}

/** Runs the program in a test context, and returns its exit code and output. */
export async function runCli(argv: readonly string[], options: Partial<Context> = {}) {
  const [stdout, stderr] = [createTestScreen(), createTestScreen()]
  const context = createTestContext({ stdout, stderr, ...options })
  const code = await run(argv, context)
  return { code, stdout: stdout.text, stderr: stderr.text }
}

/** The arguments of the command to continue with in stderr, as a shell would split them. */
export function findContinueArguments(stderr: string): string[] {
  const command = /to continue: room-sessions (.*)\n/.exec(stderr)?.[1] ?? ''
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
}

/** A sandbox with the environment for it, and the URLs of the requests to it. */
export function createTestSpace(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options)
  const requests: string[] = []
  const { projectId, apiToken } = sandbox.credentials
  return {
    sandbox,
    requests,
    context: {
      env: { SIGNALWIRE_SPACE: 'example', SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken },
      fetch: async (request: Request) => {
        requests.push(request.url)
        return sandbox.fetch(request)
      },
    },
  }
}
