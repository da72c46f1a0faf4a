import { Command, Option } from 'commander'
import type { ComparisonFormat } from '../../contract/index.js'
import { allowOutsideOption, withReportOptions } from '../check/check-options.js'
import type { Act } from '../context.js'
import type { DiffOptions } from '../diff/diff.js'
import { addPattern, pathOption } from '../reading/parameters.js'

const formats: Readonly<Record<ComparisonFormat, true>> = { text: true, json: true, markdown: true, github: true }

/** Creates the command `room-sessions diff`. */
export function diffCommand(act: Act): Command {
  return withReportOptions(new Command('diff'), formats)
    .argument('<before>', 'OpenAPI document: a file, or REVISION:PATH in the git repository of the current folder')
    .argument('<after>', 'The document to compare it with')
    .description('Show what changed between two versions of an OpenAPI document for whoever uses the API')
    .addOption(
      new Option('--fail-on <changes>', 'Which changes fail the comparison')
        .choices(['breaking', 'any'])
        .default('breaking'),
    )
    .addOption(
      pathOption(
        '--decisions <file>',
        'File with accepted changes, with reasons; an unused decision fails the comparison',
      ),
    )
    .addOption(
      new Option(
        '--path <pattern>',
        'Compare only operations with this path; * matches any text without a /, ** any text; may be repeated',
      ).argParser(addPattern),
    )
    .addOption(new Option('--words', 'Also show the texts and examples that changed; otherwise they are counted'))
    .addOption(allowOutsideOption())
    .addHelpText('after', example)
    .action((before: string, after: string, options: DiffOptions) =>
      act(async (run) => (await import('../diff/diff.js')).diff(run, [before, after], options)),
    )
}

const example = `
A change is breaking exactly when a request that was valid is invalid now, or a response that was invalid is valid now. A new
optional property or parameter is not breaking. Documents are compared by meaning: order, $ref, spelling, defaults that are
written out, texts and examples do not matter. Where a schema changed, a value is shown that only one of the documents allows.

Decisions are YAML or JSON. * matches any text without a /, ** any text:
  decisions: [{ operation: 'GET /books/**', at: 200 body/size, message: '**int32**', reason: Files may be large. }]

Exit code: 0 passed, 1 failed, 2 nothing could be compared.

Example:
  $ room-sessions diff main:openapi.yaml openapi.yaml
  $ room-sessions diff v1.yaml v2.yaml --path '/books**' --fail-on any --decisions decisions.yaml
  $ room-sessions diff v1.yaml v2.yaml --report github --report json=changes.json`
