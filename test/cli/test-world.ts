import type { Screen, World } from '../../src/cli/world.js'

/** A screen that keeps what is written to it. */
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

/** A world without network, terminal and environment, where it is always the same time. */
export function createTestWorld(options: Partial<World> & { stdout?: TestScreen; stderr?: TestScreen } = {}) {
  return {
    env: {},
    stdout: createTestScreen(),
    stderr: createTestScreen(),
    platformFetch: async () => {
      throw new Error('no test sends anything')
    },
    now: () => new Date('2026-01-01T00:00:00Z'),
    signal: new AbortController().signal,
    ...options,
  } satisfies World
}
