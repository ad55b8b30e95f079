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

  /// Hides counts from 1 to `minimum - 1`.
  ///
  /// Where a total is printed, the next smallest counts go too, until at least two cells and
  /// `minimum` contacts are hidden; where that cannot be reached, the total goes. A zero hides
  /// nothing and stays.
  package init(_ cells: [Cell], minimum: Int, showsTotal: Bool = true) {
    let small = cells.filter { (1..<max(minimum, 1)).contains($0.count) }
    var hidden = small
    var isTotalHidden = !showsTotal
    if showsTotal, !small.isEmpty {
      var others = cells.filter { $0.count >= minimum }.sorted {
        ($0.count, $0.name) < ($1.count, $1.name)
      }
      func isEnough() -> Bool {
        hidden.count >= 2 && hidden.reduce(0) { $0 + $1.count } >= minimum
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
