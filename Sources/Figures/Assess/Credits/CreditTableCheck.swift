package import Foundation

/// Values that a credit table leaves out or counts twice, in ascending order.
package struct CreditTableFaults: Sendable, Hashable {
  package let gaps: [Fraction]
  package let overlaps: [Fraction]

  package var isEmpty: Bool { gaps.isEmpty && overlaps.isEmpty }

  package init(gaps: [Fraction], overlaps: [Fraction]) {
    self.gaps = gaps
    self.overlaps = overlaps
  }
}

extension CreditTable {
  /// Probes the table at every bound, between every two neighbours and beyond the outermost.
  ///
  /// Bands change only at bounds, so no fault escapes. With a `domain`, values outside it need no
  /// band. A table that rounds first is probed with rounded values: its holes between whole
  /// seconds are none.
  package func faults(within domain: ClosedRange<Decimal>? = nil) -> CreditTableFaults {
    let limits = domain.map { Fraction($0.lowerBound)...Fraction($0.upperBound) }
    var bounds = Set(bands.flatMap { [$0.from, $0.to] }.compactMap { $0 }.map { Fraction($0) })
    if let limits {
      bounds = bounds.filter(limits.contains).union([limits.lowerBound, limits.upperBound])
    }
    let sorted = bounds.sorted()
    var probes = sorted + zip(sorted, sorted.dropFirst()).map { ($0 + $1) / 2 }
    if limits == nil {
      probes += sorted.isEmpty ? [0] : []
      probes += sorted.prefix(1).map { $0 - 1 } + sorted.suffix(1).map { $0 + 1 }
    }

    var gaps: [Fraction] = []
    var overlaps: [Fraction] = []
    for probe in probes.sorted() {
      let value = rule.value(of: probe)
      switch bands.count(where: { $0.contains(value) }) {
      case 0: gaps.append(probe)
      case 1: break
      default: overlaps.append(probe)
      }
    }
    return CreditTableFaults(gaps: gaps, overlaps: overlaps)
  }

  /// Refuses a table with a fault, naming the lowest.
  package func check(within domain: ClosedRange<Decimal>? = nil) throws(CreditTableError) {
    let faults = faults(within: domain)
    if let gap = faults.gaps.first { throw .gap(gap) }
    if let overlap = faults.overlaps.first { throw .overlap(overlap) }
  }
}
