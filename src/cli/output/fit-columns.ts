interface Fittable {
  readonly minWidth: number
  /** Width that a column which may be cut should have before details are shown; absent when it may not be cut. */
  readonly cutTo?: number
  /** Whether the column is shown only when there is room left. */
  readonly detail?: true
}

interface Fitted<Column> {
  readonly column: Column
  readonly wanted: number
  width: number
}

/**
 * The columns that fit into `available` cells, with their widths; the first column always.
 *
 * Columns come most important first: one that does not fit at its narrowest is left out. Columns that may be cut are
 * widened to what suffices before details are shown, and after that to their `natural` width.
 */
export function fitColumns<Column extends Fittable>(
  columns: readonly Column[],
  natural: readonly number[],
  available: number,
  gap: number,
): { column: Column; width: number }[] {
  const fitted: Fitted<Column>[] = []
  let left = available + gap
  const add = (column: Column) => {
    const wanted = Math.max(column.minWidth, natural[columns.indexOf(column)] ?? 0)
    const width = column.cutTo === undefined ? wanted : column.minWidth
    if (fitted.length > 0 && width + gap > left) return
    fitted.push({ column, wanted, width })
    left -= width + gap
  }
  const widen = (to: (column: Fitted<Column>) => number) => {
    for (const each of fitted) {
      const extra = Math.max(0, Math.min(left, to(each) - each.width))
      each.width += extra
      left -= extra
    }
  }

  columns.filter(({ detail }) => !detail).forEach(add)
  widen(({ column, wanted }) => Math.min(wanted, column.cutTo ?? 0))
  columns.filter(({ detail }) => detail).forEach(add)
  widen(({ wanted }) => wanted)
  return fitted.map(({ column, width }) => ({ column, width }))
}
