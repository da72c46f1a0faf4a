/** Where a recording comes from: the documentation, an older service, or the live service. */
export type Provenance = (typeof provenances)[number]

/** All provenances, in the order of reports. */
export const provenances = ['documented', 'historical', 'live', 'other'] as const

/** The provenance of a recording: the nearest folder in its path that is named after one; `other` without such a folder. */
export function provenanceOf(source: string | undefined): Provenance {
  const folders = (source ?? '').split(/[\\/]/).slice(0, -1)
  return folders.findLast(isProvenance) ?? 'other'
}

function isProvenance(folder: string): folder is Provenance {
  return folder === 'documented' || folder === 'historical' || folder === 'live'
}
