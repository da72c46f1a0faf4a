import { defineConfig } from 'vitest/config'
import config from '../vitest.config.js'
const { projects, ...options } = config.test ?? {}
export default defineConfig({ ...config, test: { ...options, isolate: false, include: process.env.MUTANT_TESTS.split(','), exclude: ['test/cli/main.test.ts'], experimental: { fsModuleCache: false } } })
