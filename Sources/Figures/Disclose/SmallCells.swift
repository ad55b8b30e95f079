/// Counts of a table of which the small ones must not be seen, nor be found by subtraction.
package struct SmallCells: Sendable, Hashable {
  package struct Cell: Sendable, Hashable {
    package let name: String
    package let count: Int

    package init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  package let cells: [Cell]
  /// The names of cells that are themselves too small, in order.
  package let primary: [String]
  /// The names of all cells that are hidden, those that protect others included.
  package let hidden: Set<String>
  /// `nil` when the total is hidden too, because it would give a cell away.
  package let total: Int?

  /// What a count is of.
  package enum Unit: Sendable, Hashable {
    /// Each is in one cell.
    case contacts
    /// The same one may be in several cells, so that two small ones may be one person's.
    case persons
  }

  /// Hides counts from 1 to `minimum - 1`.
  ///
  /// Where a total is printed, the next smallest counts go too, until at least two cells and
  /// `minimum` contacts are hidden, or with persons a cell of `minimum`; where that cannot be
  /// reached, the total goes. A zero hides nothing and stays. Cells that stand elsewhere stay as they
  /// are there: `shown` protect nothing, and `hidden` are taken for small.
  package init(
    _ cells: [Cell], of unit: Unit = .contacts, minimum: Int, showsTotal: Bool = true,
    shown: Set<String> = [], hidden hiddenElsewhere: Set<String> = []
  ) {
    let small = cells.filter {
      (1..<max(minimum, 1)).contains($0.count) || hiddenElsewhere.contains($0.name)
    }
    var hidden = small
    var isTotalHidden = !showsTotal
    if showsTotal, !small.isEmpty {
      var others = cells.filter {
        $0.count >= minimum && !hiddenElsewhere.contains($0.name) && !shown.contains($0.name)
      }.sorted { ($0.count, $0.name) < ($1.count, $1.name) }
      func isEnough() -> Bool {
        let counts = hidden.map(\.count)
        let known = unit == .contacts ? counts.reduce(0, +) : counts.max() ?? 0
        return hidden.count >= 2 && known >= minimum
      }
      while !isEnough(), !others.isEmpty { hidden.append(others.removeFirst()) }
      isTotalHidden = !isEnough()
    }
    self.cells = cells
    primary = small.map(\.name)
    self.hidden = Set(hidden.map(\.name))
    total = isTotalHidden ? nil : cells.reduce(0) { $0 + $1.count }
  }

  /// The count of a cell as it may be printed; `nil` is hidden.
  ///
  /// Ratios of a hidden cell are hidden with it.
  package func shown(_ cell: Cell) -> Int? { hidden.contains(cell.name) ? nil : cell.count }
}
