import { defineConfig } from 'vitest/config'
import toConfig from '../vitest.config.js'

// run.ts chooses the tests, by which a mutant must be noticed. Tests of the built package do not run mutated sources.
const include = process.env.MUTANT_TESTS?.split(',') ?? []
const config = toConfig({ command: 'serve', mode: 'test' })
const { projects, ...options } = config.test ?? {}
export default defineConfig({
  ...config,
  // Files are transformed anew: those of an earlier run have no mutants, or others.
  test: { ...options, include, exclude: ['test/cli/main.test.ts'], experimental: { fsModuleCache: false } },
})
