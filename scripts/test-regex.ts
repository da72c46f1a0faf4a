import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { fetchPackages, Missing } from '../test/support/fetch-packages.js'

/**
 * `npm run test:regex`: no regular expression literal of `src/` takes longer than linear time, whatever text it is given.
 *
 * recheck judges them. It is fetched into node_modules/.cache/ the first time, with the binary of the platform where there is one.
 * Exit code 0: all are linear or bounded; 1: one is not, or an entry of `bounded` is not needed; 2: recheck could not be had.
 */
const version = '4.5.0'
/** Its limits of time are off but for the whole: on a slow machine they make it find what is not there. It counts steps as well. */
const limits = { timeout: 60_000, attackTimeout: null, incubationTimeout: null }

/** Literals that recheck does not call linear, each with what bounds the text it is given. */
const bounded: Readonly<Record<string, string>> = {}

interface Literal {
  /** From src/, with forward slashes. */
  readonly path: string
  readonly line: number
  /** As it is written, with slashes and flags. */
  readonly text: string
}

/** What recheck says of an expression; nothing else of it is used here. */
interface Diagnostics {
  readonly status: 'safe' | 'vulnerable' | 'unknown'
  readonly complexity?: { readonly summary: string }
  readonly error?: { readonly kind: string }
}

type Check = (source: string, flags: string, options: typeof limits) => Promise<Diagnostics>

const src = fileURLToPath(new URL('../src', import.meta.url))

async function findLiterals(folder: string): Promise<Literal[]> {
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.ts')).sort()
  const found = await Promise.all(
    files.map(async (path) => literalsOf(path.split(sep).join('/'), await readFile(join(folder, path), 'utf8'))),
  )
  return found.flat()
}

function literalsOf(path: string, text: string): Literal[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  const literals: Literal[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
      literals.push({ path, line: line + 1, text: node.text })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return literals
}

/** recheck's `check`; undefined when it cannot be had. */
async function findCheck(): Promise<Check | undefined> {
  const folder = fileURLToPath(new URL('../node_modules/.cache/recheck', import.meta.url))
  try {
    await fetchPackages(folder, [`recheck@${version}`])
    const { check }: { check: Check } = createRequire(join(folder, 'package.json'))('recheck')
    return check
  } catch (error) {
    if (error instanceof Missing) return undefined
    throw error
  }
}

/** Without such a repetition, the steps at any place of a text are no more than the expression has ways. */
function repeatsWithoutLimit(text: string): boolean {
  const withoutCharacters = text.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '')
  return /[*+]|\{\d+,\}/.test(withoutCharacters)
}

/** What is wrong with a literal, in words; undefined when it is linear. */
async function findFault(check: Check, { text }: Literal): Promise<string | undefined> {
  if (!repeatsWithoutLimit(text)) return undefined
  const end = text.lastIndexOf('/')
  const { status, complexity, error } = await check(text.slice(1, end), text.slice(end + 1), limits)
  if (status === 'safe') return undefined
  return status === 'vulnerable' ? (complexity?.summary ?? status) : `not decided: ${error?.kind}`
}

async function testAll(check: Check): Promise<number> {
  const literals = await findLiterals(src)
  const faults: string[] = []
  const needed = new Set<string>()
  for (const literal of literals) {
    const fault = await findFault(check, literal)
    if (fault === undefined) continue
    const { path, line, text } = literal
    const key = `${path} ${text}`
    if (Object.hasOwn(bounded, key)) needed.add(key)
    else faults.push(`src/${path}:${line}: ${text} is not linear: ${fault}`)
  }
  const unneeded = Object.keys(bounded).filter((key) => !needed.has(key))
  for (const fault of faults) console.log(fault)
  for (const key of unneeded) console.log(`scripts/test-regex.ts: the entry ${key} is not needed`)
  console.log(`${literals.length} literals, ${needed.size} of them on bounded text, ${faults.length} not linear`)
  return faults.length + unneeded.length > 0 ? 1 : 0
}

const check = await findCheck()
if (!check) console.log(`recheck ${version} could not be fetched`)
// recheck leaves a process of its own running, which would keep this one.
process.exit(check ? await testAll(check) : 2)
