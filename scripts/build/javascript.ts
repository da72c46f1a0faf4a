import { build } from 'esbuild'

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
  })
}
