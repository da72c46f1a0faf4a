import { fileURLToPath } from 'node:url'
import { writePackage } from './write-package.js'

// `npm run build`
try {
  await writePackage(fileURLToPath(new URL('..', import.meta.url)))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
