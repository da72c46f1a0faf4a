import { parseWaivers, type Waivers } from '../../contract/check-recordings.js'
import { readText } from '../files/files.js'

/**
 * Reads the waivers of `--waivers`; empty without the option.
 *
 * @throws {CliError} if the file cannot be read
 * @throws {WaiversError}
 */
export const readWaivers = async (path: string | undefined): Promise<Waivers> =>
  path === undefined ? { findings: [], coverage: [] } : parseWaivers(await readText(path), path)
