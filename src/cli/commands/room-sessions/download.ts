import { Command, Option } from 'commander'
import type { Act } from '../../context.js'
import { concurrencyOption, idsArgument, parameterOptions, pathOption } from '../../reading/parameters.js'
import { withPeriodOptions } from '../../reading/period.js'
import { withTargetOptions } from '../../reading/reading-options.js'
import { resources } from '../../reading/room-sessions.js'
import { parseCommand } from '../../room-recordings-download/command.js'
import { parseNameTemplate } from '../../room-recordings-download/file-name.js'
import type { RecordingDownloadOptions } from '../../room-recordings-download/options.js'

/** Creates the command `room-sessions download`. */
export function downloadCommand(act: Act): Command {
  const command = new Command('download')
    .description(
      'Download the recordings of room sessions: of those named, of those that match a filter, or of all. Repeat the command to continue, or to fetch what is new',
    )
    .addArgument(idsArgument('Ids of room sessions'))
    .addOption(
      pathOption('--to <folder>', 'Folder to save the files in; created if it does not exist').makeOptionMandatory(),
    )
    .addOption(
      new Option('--name <template>', 'Names of the files, with slashes for folders; see below')
        .argParser(parseNameTemplate)
        .default('{date}_{room}_{id}.{ext}'),
    )
    .addOption(
      new Option('--exec <command>', 'Run a command for each file, once it is verified; see below').argParser(
        parseCommand,
      ),
    )
    .addOption(
      new Option(
        '--with-credentials',
        'Send the credentials with requests for files on the host of the space itself, for a project that protects its media',
      ),
    )
    .addOption(concurrencyOption('Number of files that are received at the same time', 4))
  for (const option of parameterOptions(resources.sessions.operationId)) command.addOption(option)
  for (const option of parameterOptions(resources.recordings.operationId)) {
    if (option.attributeName() === 'mediaTtl') command.addOption(option)
  }
  return withTargetOptions(withPeriodOptions(command))
    .addHelpText('after', help)
    .action((ids: string[] | undefined, options: RecordingDownloadOptions) =>
      act(async (run) =>
        (await import('../../room-recordings-download/run-download.js')).runDownload(run, ids ?? [], options),
      ),
    )
}

const help = `
Names are made of {date} (when the recording started, in --time-zone), {room} (its name), {id} (of the recording), {session} (its
id) and {ext}. Characters that are not safe in a file name are replaced. If two recordings would have the same name, the name of
the second one ends with its id. Beside each file is FILE.json with the data of the recording, without its link.

The command of --exec runs without a shell. In it {file} is the path of the file and {name} its name in the folder; {date}, {room},
{id}, {session} and {ext} are as above. It does not receive the API token. If it fails, the next run repeats it.

A file is named FILE.part until it has as many bytes as the recording says. recordings.ndjson in the folder lists what was saved:
files that are listed there are not received again, even if they were moved away.

The path of each file that was saved is written to stdout.

Exit codes: 0 done; 1 a recording could not be saved, or a command failed; 2 could not run; 130 interrupted.

Example:
  $ room-sessions download --to recordings --last 7d
  $ room-sessions download --to archive --status completed --name '{room}/{date}_{id}.{ext}' \\
      --exec 'aws s3 cp {file} s3://bucket/{name}'`
