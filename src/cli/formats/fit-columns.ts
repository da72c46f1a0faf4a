interface Fittable {
  readonly minWidth: number
  readonly cut?: boolean
}

/**
 * The columns that fit into `available` cells, with their widths; the first column always.
 *
 * Columns come most important first: one that would not fit at its narrowest is left out. What is
 * then left over widens those that had to be cut, first come first served, up to their `natural` width.
 */
export function fitColumns<Column extends Fittable>(
  columns: readonly Column[],
  natural: readonly number[],
  available: number,
  gap: number,
): { column: Column; width: number }[] {
  const wanted = columns.map((column, index) => Math.max(column.minWidth, natural[index] ?? 0))
  const fitted: { column: Column; width: number; wanted: number }[] = []
  let left = available + gap
  columns.forEach((column, index) => {
    const width = column.cut ? column.minWidth : (wanted[index] ?? 0)
    if (fitted.length > 0 && width + gap > left) return
    fitted.push({ column, width, wanted: wanted[index] ?? width })
    left -= width + gap
  })
  return fitted.map(({ column, width, wanted }) => {
    const extra = Math.max(0, Math.min(left, wanted - width))
    left -= extra
    return { column, width: width + extra }
  })
}
