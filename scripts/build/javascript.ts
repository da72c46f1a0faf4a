import { readFile } from 'node:fs/promises'
import { build, type Plugin } from 'esbuild'
import { minifyPage } from './minify-page.js'

/** Writes FOLDER/NAME.js for each src/NAME.ts. Packages stay imports, and `#http` stays for the reader's runtime to choose. */
export async function writeJavaScript(names: readonly string[], folder: string): Promise<void> {
  await build({
    entryPoints: names.map((name) => `src/${name}.ts`),
    outbase: 'src',
    outdir: folder,
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    // What Node 20.19 knows; named as a Node, esbuild would compile regular expressions at run time.
    target: 'es2022',
    packages: 'external',
    external: ['#http'],
    minify: true,
    // Node prints the line of an error that nobody catches, whole.
    lineLimit: 240,
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [minifyPage, keepErrorNames],
  })
}

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
