import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** One test of the JSON Schema Test Suite. */
export interface SuiteTest {
  /** The descriptions of the group and of the test. */
  readonly name: string
  /** JSON text as the file spells it: `JSON.parse` would round its numbers. */
  readonly data: string
  readonly valid: boolean
}

/** Tests of one schema. */
export interface SuiteGroup {
  /** JSON text as the file spells it. */
  readonly schema: string
  readonly tests: readonly SuiteTest[]
}

/** The groups of each file of a draft's folder, by the file's name. */
export function readSuite(folder: string): Map<string, SuiteGroup[]> {
  return new Map(
    findJsonFiles(folder).map((path) => {
      const file = path.slice(folder.length + 1).replaceAll('\\', '/')
      return [file, readGroups(path)]
    }),
  )
}

/** Paths of the JSON files in a folder and the folders in it. */
export function findJsonFiles(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return paths
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => join(folder, path))
}

function readGroups(path: string): SuiteGroup[] {
  // The parser of TypeScript says where each value is in the text.
  const source = ts.parseJsonText(path, readFileSync(path, 'utf8'))
  const textAt = (object: ts.Node, name: string) => memberOf(object, name).getText(source)
  return itemsOf(source.statements[0]?.expression).map((group) => ({
    schema: textAt(group, 'schema'),
    tests: itemsOf(memberOf(group, 'tests')).map((test) => ({
      name: `${JSON.parse(textAt(group, 'description'))}: ${JSON.parse(textAt(test, 'description'))}`,
      data: textAt(test, 'data'),
      valid: textAt(test, 'valid') === 'true',
    })),
  }))
}

function itemsOf(node: ts.Node | undefined): readonly ts.Node[] {
  if (node && ts.isArrayLiteralExpression(node)) return node.elements
  throw new Error('This is no file of the suite: a list is missing')
}

function memberOf(node: ts.Node, name: string): ts.Node {
  const members = ts.isObjectLiteralExpression(node) ? node.properties : []
  for (const member of members)
    if (ts.isPropertyAssignment(member) && ts.isStringLiteral(member.name) && member.name.text === name)
      return member.initializer
  throw new Error(`This is no file of the suite: "${name}" is missing`)
}
