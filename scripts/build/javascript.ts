import { build } from 'esbuild'
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
    plugins: [minifyPage],
  })
}
