import { defineConfig } from 'vitest/config'
import config from '../vitest.config.js'

// run.ts says which tests are to notice a mutant.
const include = process.env.MUTANT_TESTS?.split(',') ?? []
export default defineConfig({ ...config, test: { ...config.test, include, typecheck: { enabled: false } } })
