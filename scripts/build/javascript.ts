import { readFile } from 'node:fs/promises'
import { build, type Plugin } from 'esbuild'

/** Writes FOLDER/NAME.js for each src/NAME.ts. Packages stay imports, and `#http` stays for the reader's runtime to choose. */
export async function writeJavaScript(names: readonly string[], folder: string): Promise<void> {
  await build({
    entryPoints: names.map((name) => `src/${name}.ts`),
    outbase: 'src',
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    target: 'node20.19',
    packages: 'external',
    external: ['#http'],
    minify: true,
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [keepErrorNames],
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
