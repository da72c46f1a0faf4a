import { open, rename, rm } from 'node:fs/promises'

/**
 * Writes a file under a temporary name that no other file has, and renames it to `path` when it is on the disk. If that
 * fails, the temporary file is removed.
 */
export async function replaceFile(path: string, temporary: string, text: string): Promise<void> {
  const file = await open(temporary, 'wx')
  try {
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
}
