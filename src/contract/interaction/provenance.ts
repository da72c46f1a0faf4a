/** Who is known to have said it: told by the recording's folder; `other` for any other folder. */
export type Provenance = 'documented' | 'historical' | 'live' | 'other'

/** Told by the nearest folder of a recording that has one of the names. */
export function provenanceOf(source: string | undefined): Provenance {
  const folders = (source ?? '').split(/[\\/]/).slice(0, -1)
  return folders.findLast(isProvenance) ?? 'other'
}

function isProvenance(folder: string): folder is Provenance {
  return folder === 'documented' || folder === 'historical' || folder === 'live'
}
