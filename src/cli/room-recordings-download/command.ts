import { spawn } from 'node:child_process'
import { InvalidArgumentError } from 'commander'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { toReason } from '../files/files.js'

/** The words of a command. Names in braces, such as `{file}`, are replaced by values. */
export type CommandTemplate = readonly [program: string, ...words: string[]]

/**
 * Splits a command into words as a shell does, with quotes and backslashes, but without a shell. So a value stays within one
 * word, whatever characters it has.
 *
 * @throws {InvalidArgumentError} for what only a shell can do: pipes, redirections, variables, several commands
 */
export function parseCommand(text: string): CommandTemplate {
  const words: string[] = []
  const word = /\s+|((?:[^\s'"\\|&;<>()$`]|\\.|'[^']*'|"(?:[^"\\$`]|\\.)*")+)/gsy
  for (let match = word.exec(text); ; match = word.exec(text)) {
    if (!match) break
    if (match[1] !== undefined) words.push(unquote(match[1]))
    if (word.lastIndex === text.length) {
      const [program, ...rest] = words
      if (program !== undefined && program !== '') return [program, ...rest]
      break
    }
  }
  throw new InvalidArgumentError(
    `Expected one command with its arguments; for more, use a shell: sh -c 'gzip -k "$1"' sh {file}`,
  )
}

const unquote = (word: string) =>
  word.replace(/\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/gs, (_, escaped, single, double) =>
    String(escaped ?? single ?? double?.replace(/\\(["\\$`])/g, '$1')),
  )

/**
 * Runs a command with the values filled in. Resolves to undefined if its exit code is 0, otherwise to a text that says how it
 * ended. The output of the command goes to stderr. The command does not receive the API token.
 *
 * @throws {CliError} if the program cannot be started
 */
export function runCommand(
  template: CommandTemplate,
  values: Readonly<Record<string, string>>,
  { env }: Pick<Context, 'env'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const fill = (word: string) =>
    word.replace(/\{(\w+)\}/g, (all, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? all) : all))
  const [program, ...words] = template
  const { SIGNALWIRE_API_TOKEN: _, ...harmless } = env
  return new Promise((resolve, reject) => {
    const child = spawn(program, words.map(fill), { stdio: ['ignore', 2, 2], env: harmless, signal })
    child.on('error', (error) => {
      reject(signal.aborted ? signal.reason : new CliError(`--exec: cannot run ${program}: ${toReason(error)}`))
    })
    child.on('close', (code, name) => {
      if (code === 0) resolve(undefined)
      else resolve(`the command ended with ${name === null ? `exit code ${code}` : name}`)
    })
  })
}
