import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

/**
 * Writes FOLDER/NAME.d.ts for each src/NAME.ts: what its exports lead to, with their docstrings, and no more.
 *
 * @throws when a source does not compile.
 */
export async function writeDeclarations(names: readonly string[], folder: string): Promise<void> {
  const bundle = await rollup({
    input: Object.fromEntries(names.map((name) => [name, `src/${name}.ts`])),
    external: /^[^./]/,
    plugins: [dts({ tsconfig: 'src/tsconfig.json' })],
  })
  const { output } = await bundle.generate({ chunkFileNames: 'chunks/[name]-[hash].d.ts' })
  await bundle.close()
  for (const file of output) {
    if (file.type !== 'chunk') continue
    const path = join(folder, file.fileName)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, file.code.replaceAll(/^(?: {4})+/gm, toTabs))
  }
}

/** TypeScript prints declarations with four spaces; tabs are an eighth of the file less. */
const toTabs = (spaces: string): string => '\t'.repeat(spaces.length / 4)
