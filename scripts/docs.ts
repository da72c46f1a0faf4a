import { mkdir, rm } from 'node:fs/promises'
import { writeApiReference } from './docs/api-reference.js'
import { writeDocumentReference } from './docs/document-reference.js'
import { writePages } from './docs/pages.js'

// `npm run docs`: writes the documentation to docs/ as a static site that works without a server or a network.
const folder = 'docs'
try {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  await writeApiReference(folder)
  await writePages(folder)
  await writeDocumentReference(folder)
  console.error(`${folder}/index.html: written`)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
