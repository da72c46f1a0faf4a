import { Command } from 'commander'
import type { Act } from '../context.js'
import { idArgument, type ReadingOptions, withItemOptions } from '../reading/reading-options.js'

/** `room-sessions get` */
export function getCommand(act: Act): Command {
  return withItemOptions(new Command('get').addArgument(idArgument()))
    .description('Show one room session')
    .addHelpText('after', example)
    .action((id: string, options: ReadingOptions) =>
      act(async (run) => (await import('../reading/show-item.js')).showItem(run, id, options)),
    )
}

const example = `
Example:
  $ room-sessions get c22d24f6-5a47-4597-9a23-c7d01e696b92 --format json`
