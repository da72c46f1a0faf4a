import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { build } from 'esbuild'
import { minifyPage } from './minify-page.js'

/** Writes FOLDER/NAME.js for each src/NAME.ts. Packages stay imports, and `#http` stays for the reader's runtime to choose. */
export async function writeJavaScript(names: readonly string[], folder: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => `src/${name}.ts`),
    outbase: 'src',
    outdir: folder,
    chunkNames: 'chunks/[hash]',
    write: false,
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
  for (const { path, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, withoutOrder(text))
  }
}

/**
 * A module without the imports that take nothing from a chunk. They only keep the order in which chunks begin, which no module of
 * ours depends on, and a user's esbuild warns of each.
 */
function withoutOrder(text: string): string {
  const imports = /^(#!.*\n)?(import\s*(([^"]*from\s*)?"[^"]*");\s*)*/.exec(text)?.[0] ?? ''
  return imports.replace(/import"\.{1,2}\/[^"]*";/g, '') + text.slice(imports.length)
}
