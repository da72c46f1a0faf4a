import type { CompletionCommand, CompletionOption, Value } from './words.js'

/** Completion script for zsh, using `_arguments` and `_describe`. */
export function toZsh(program: string, commands: readonly CompletionCommand[]): string {
  const name = `_${program.replaceAll('-', '_')}`
  const described = commands.map(({ name, description }) => `    '${name}:${quote(description)}'`)
  const cases = commands.map(({ name, options, argument }) => {
    const specs = [...options.map(toSpec), ...(argument ? [`'*:argument:${action(argument)}'`] : [])]
    return `        ${name})\n          _arguments ${specs.join(' \\\n            ')} ;;`
  })
  return `#compdef ${program}
# zsh completion of ${program}. In ~/.zshrc, after compinit: source <(${program} completion zsh)
${name}() {
  local curcontext=$curcontext state line
  local -a commands
  typeset -A opt_args
  commands=(
${described.join('\n')}
  )
  _arguments -C '--help[Show help]' '--version[Show the version]' '1: :->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
}
compdef ${name} ${program}
`
}

// Within single quotes only the closing quote is special.
const quote = (text: string) => text.replaceAll("'", "'\\''")

const toSpec = ({ flag, description, value }: CompletionOption) =>
  `'${flag}[${quote(description.replace(/[[\]:\\]/g, '\\$&'))}]${value ? `:value:${action(value)}` : ''}'`

function action(value: Value): string {
  if (value.kind === 'choice') return `(${value.words.join(' ')})`
  if (value.kind === 'list') return `_values -s , value ${value.words.join(' ')}`
  return value.kind === 'file' ? '_files' : ' '
}
