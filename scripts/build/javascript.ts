import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type BuildOptions, build, type Plugin, transform } from 'esbuild'
import { compactDocument } from './compact-document.js'
import { minifyPage } from './minify-page.js'
import { toArrows } from './to-arrows.js'

/** ES2022 is what Node 20.19 knows; named as a Node, esbuild would compile regular expressions at run time. */
const output = { format: 'esm', target: 'es2022', charset: 'utf8', minify: true } as const satisfies BuildOptions

/** Writes FOLDER/NAME.js for each src/NAME.ts. Packages stay imports, and `#http` stays for the reader's runtime to choose. */
export async function writeJavaScript(names: readonly string[], folder: string): Promise<void> {
  const { outputFiles } = await build({
    ...output,
    entryPoints: names.map((name) => `src/${name}.ts`),
    outbase: 'src',
    outdir: folder,
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    platform: 'neutral',
    packages: 'external',
    external: ['#http'],
    logLevel: 'warning',
    plugins: [compactDocument, minifyPage, keepErrorNames],
    write: false,
  })
  for (const { path, text } of outputFiles) {
    const { code } = await transform(toArrows(withoutBareImports(text)), output)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, code)
  }
}

/** esbuild imports chunks for their effects alone, to keep the order in which they run. They have none. */
const withoutBareImports = (code: string): string => code.replaceAll(/(?<=^|;)import"\.[^"]*";/gm, '')

/** Minifying renames classes, and Node prints an error with the name of its class. `keepNames` would keep all names, at 25 kB. */
const keepErrorNames: Plugin = {
  name: 'keep-error-names',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source.replaceAll(/class (\w+) extends \w*Error \{/g, `$& static name = '$1';`)
      return { contents, loader: 'ts' }
    })
  },
}
