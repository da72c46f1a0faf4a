interface Fittable {
  readonly minWidth: number
  /** Width up to which the column is widened before details are shown. Absent if its cells may not be cut. */
  readonly cutTo?: number
  /** The column is shown only if there is room left. */
  readonly detail?: true
}

interface Fitted<Column> {
  readonly column: Column
  readonly wanted: number
  width: number
}

/**
 * The columns that fit into `available` cells, with their widths. The first column is always included.
 *
 * Columns are given most important first. A column that does not fit at its minimum width is left out. Columns that may be
 * cut are widened to `cutTo` before details are shown, and after that to their `natural` width.
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
