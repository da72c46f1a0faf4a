import { parseWaivers, type Waivers } from '../../contract/index.js'
import { readText } from '../files/files.js'

/** The waivers in the file of `--waivers`; none without it. @throws {CliError} if it cannot be read @throws {WaiversError} */
export const readWaivers = async (path: string | undefined): Promise<Waivers> =>
  path === undefined ? { findings: [], coverage: [] } : parseWaivers(await readText(path), path)
