import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Sources, not dist, for what the `imports` of package.json choose by runtime.
  resolve: { alias: { '#http': fileURLToPath(new URL('../src/client/transport/http-node.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    typecheck: { enabled: true, include: ['test/types/**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
    testTimeout: 30_000,
  },
})
