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
    await writeFile(path, withoutMargins(withAugmented(file.code)))
  }
}

/** Indentation and blank lines are a tenth of a declaration, and no editor shows them: it prints types and docstrings itself. */
const withoutMargins = (code: string): string => code.replaceAll(/^[ \t]+|^\n/gm, '')

/** A module has to be there before it can be augmented, whoever imports it first, and rollup drops an import of which nothing is used. */
const withAugmented = (code: string): string =>
  [...code.matchAll(/^declare module '(.+)'/gm)].map(([, name]) => `import '${name}';\n`).join('') + code
