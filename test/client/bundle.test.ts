import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('stays small in a browser, openapi-fetch included, and loads nothing else', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['src/index.ts'],
    alias: { '#http': './src/client/transport/http-fetch.ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    write: false,
  })
  const packages = Object.keys(metafile.inputs).filter((path) => path.startsWith('node_modules/'))
  expect(packages).toEqual(['node_modules/openapi-fetch/dist/index.mjs'])
  expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(9_300)
})
