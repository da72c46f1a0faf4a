import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Sources, not dist: package.json's `imports` offer them under this condition, a name that no user of the package sets.
  resolve: { conditions: ['room-sessions-source'] },
  ssr: { resolve: { conditions: ['room-sessions-source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**'],
    typecheck: { enabled: true, include: ['test/types/**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
