import { open, rename, rm } from 'node:fs/promises'

/**
 * Replaces a file at once: writes `temporary`, a name that no other file must have, and renames it to `path` when it is on the
 * disk. If that fails, it removes the temporary file and throws.
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
