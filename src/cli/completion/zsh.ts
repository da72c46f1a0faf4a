import type { CompletionCommand, CompletionOption, Value } from './words.js'

/** Completion script for zsh, by its `_arguments`. */
export function toZsh(program: string, commands: readonly CompletionCommand[]): string {
  const name = `_${program.replaceAll('-', '_')}`
  const described = commands.map(({ name, description }) => `${name}\\:${quote(backslash(description, ' ()"'))}`)
  const cases = commands.map(({ name, options, argument }) => {
    const specs = [...options.map(toSpec), ...(argument ? [`'*:argument:${action(argument)}'`] : [])]
    return `    ${name})\n      _arguments ${specs.join(' \\\n        ')} ;;`
  })
  return `#compdef ${program}
# zsh completion of ${program}. In ~/.zshrc, after compinit: source <(${program} completion zsh)
${name}() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C '--help[Show help]' '--version[Show the version]' \\
    '1:command:((${described.join(' ')}))' '*::argument:->argument'
  [[ $state == argument ]] || return
  case $line[1] in
${cases.join('\n')}
  esac
}
compdef ${name} ${program}
`
}

const backslash = (text: string, characters: string) =>
  [...text].map((character) => (characters.includes(character) ? `\\${character}` : character)).join('')

// Within single quotes a shell reads nothing but the closing quote.
const quote = (text: string) => text.replaceAll("'", "'\\''")

const toSpec = ({ flag, description, value }: CompletionOption) =>
  `'${flag}[${quote(backslash(description, '[]:\\'))}]${value ? `:value:${action(value)}` : ''}'`

function action(value: Value): string {
  if (value.kind === 'choice') return `(${value.words.join(' ')})`
  return value.kind === 'file' ? '_files' : ' '
}
