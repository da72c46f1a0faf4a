import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Plugin, transform } from 'esbuild'

/** To a minifier of programs, style and script of the HTML report are texts like any other: they are minified as what they are. */
export const minifyPage: Plugin = {
  name: 'minify-page',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]reporters[\\/]html[\\/](style|script)\.ts$/ }, async ({ path }) => {
      const name = basename(path, '.ts')
      const { [name]: text } = await import(pathToFileURL(path).href)
      const kind = name === 'style' ? ({ loader: 'css' } as const) : ({ loader: 'js', format: 'iife' } as const)
      const { code } = await transform(text, { ...kind, minify: true, charset: 'utf8' })
      return { contents: `export const ${name} = ${JSON.stringify(code)}` }
    })
  },
}
