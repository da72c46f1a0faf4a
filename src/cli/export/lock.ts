import { readFile, rm, writeFile } from 'node:fs/promises'
import { CliError } from '../exit.js'

/**
 * Keeps other processes of this machine from writing the same: a file that has the number of this process until the
 * returned function is called. A lock whose process is gone, as after `kill -9`, is taken over.
 *
 * @throws {CliError} naming the process that has it; the system's error when the file cannot be written.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  const create = () => writeFile(path, String(process.pid), { flag: 'wx' })
  await create().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    const owner = Number(await readFile(path, 'utf8'))
    if (await isRunning(owner))
      throw new CliError(
        `${path}: process ${owner} is writing this export; if that is another program, remove the file`,
      )
    await rm(path, { force: true })
    await create()
  })
  return () => rm(path, { force: true })
}

/** Whether another process has a number. Our own is left from an earlier process: in a container they all have the same. */
async function isRunning(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // It may be somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // Linux keeps the number of a process that was killed until its parent has asked how it ended.
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) [ZX] /.test(status)
}
