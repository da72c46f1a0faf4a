import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** Words that are kept out of comments, messages, help and documentation, with what to write instead. */
const words: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(?:is|are|was|were) none\b/i, 'is not, does not exist'],
  [
    /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|later\b|earlier\b|larger\b|smaller\b)\w+/i,
    'is not a',
  ],
  [/\b(?:no|some|any)body\b/i, 'name who: the caller, the client, the server'],
  [/\btold\b/i, 'given, named, distinguished'],
  [/\bheld against\b/i, 'checked against'],
  [/\bin vain\b/i, 'without success'],
  // A capital is the class of JavaScript.
  [
    /(?<![/])\bpromis(?:e|es|ed|ing)\b|\bunpromised\b|\bPROMISE/,
    'documented, the document; a `Promise` of JavaScript has a capital',
  ],
  [/\bcomes? to (?:nothing|something|this|that|it)\b|\bwhat (?:it|they|this) comes? to\b/i, 'returns, becomes, is'],
  [/\bgiv(?:e|es|en|ing) (?:\w+ )?back\b/i, 'returns'],
  [/\bby hand of\b/i, 'by'],
  [/\bunobserved\b|\bnever observed\b/i, 'uncovered'],
]

/** Words that are kept out of the titles of tests, too. */
const wordsOfTests: typeof words = [
  [/\bbr(?:eaks?|oken?|eaking) off\b/i, 'truncated, incomplete'],
  [/\bstands? twice\b/i, 'duplicate'],
  [/\b(?:written|spelled) in another way\b/i, 'the serialization changed, written differently'],
]

/** Names that were replaced because they needed an explanation. */
const names: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b[gG]lance\w*|\w*Glance\w*/, 'fastPath'],
  [/\w*[uU]npromised\w*/, 'undocumented'],
  [/\bmost[A-Z]\w*/, 'maxX'],
  [/\b(?:Mention|Said|Moment|Spot|Way|Happening)\b/, 'the noun of what it holds'],
  [
    /\b(?:endsInTime|requirePossible|triedInVain|lessAndLess|nobodysOrigin|inOrder)\b/,
    'withinBudget, validateWaivers, unbroken, fallbacks, placeholderOrigin, typeFirst',
  ],
  [/[(,] *of\??:/, 'the noun of the parameter'],
  [/\bown-?[dD]oing\b|\w*OwnDoing\w*|\b[wW]aiving\b/, 'intended mistakes, waiver matcher'],
]

interface Text {
  readonly path: string
  readonly text: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const documents = ['README.md', 'CONTRIBUTING.md', 'openapi/NOTES.md', 'CHANGELOG.md', 'SECURITY.md']
const texts = [
  ...['src', 'scripts', 'test'].flatMap(sourcesOf),
  ...documents.filter((path) => existsSync(join(root, path))),
].map((path): Text => ({ path, text: readFileSync(join(root, path), 'utf8') }))

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => /\.(?:ts|mjs|html|svg)$/.test(path) && !path.startsWith('src/generated/'))
}

/** Comments and texts of a program in their places, and blanks for all else: what is left is written for people. */
export function proseOf(code: string): string {
  const prose = code.replaceAll(/[^\n]/g, ' ').split('')
  // Without texts and regular expressions: what looks like a comment in it is one.
  const rest = code.split('')
  const keep = (from: number, to: number) => {
    for (let at = from; at < to; at++) prose[at] = code[at] ?? ''
  }
  const source = ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest)
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
    if (isText || ts.isRegularExpressionLiteral(node)) {
      const from = node.getStart(source)
      if (isText) keep(from, node.end)
      rest.fill(' ', from, node.end)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  for (const { index, 0: comment } of rest.join('').matchAll(/\/\/.*|\/\*[\s\S]*?\*\//g))
    keep(index, index + comment.length)
  return prose.join('')
}

/** Each place where a word or name is used that should not be, as `path:line: "word" (instead: ...)`. */
export function findWords(): string[] {
  return texts.flatMap(({ path, text }) => {
    // To find the prose of a program takes far longer than to look for words in all of it.
    const isTest = path.startsWith('test/')
    const inProse = [...(isTest ? [] : words), ...wordsOfTests].filter(([pattern]) => pattern.test(text))
    const prose = inProse.length > 0 && /\.(?:ts|mjs)$/.test(path) ? proseOf(text) : text
    return [
      ...inProse.map((word) => ({ word, where: prose })),
      ...(path.endsWith('.ts') && !isTest ? names : []).map((word) => ({ word, where: text })),
    ].flatMap(({ word: [pattern, instead], where }) =>
      [...where.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(({ index, 0: found }) => {
        const line = text.slice(0, index).split('\n').length
        return `${path}:${line}: "${found}" (instead: ${instead})`
      }),
    )
  })
}
