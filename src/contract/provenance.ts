import type { Provenance } from './coverage.js'

/** Told by the nearest folder of a recording that has one of the names. */
export function provenanceOf(source: string | undefined): Provenance {
  const folders = (source ?? '').split(/[\\/]/).slice(0, -1)
  return folders.findLast(isProvenance) ?? 'other'
}

function isProvenance(folder: string): folder is Provenance {
  return folder === 'documented' || folder === 'historical' || folder === 'live'
}
