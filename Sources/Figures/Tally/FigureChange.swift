/// A published figure that another capture or edition gives another value.
///
/// Counts are compared as numbers; cells of published tables as the texts that stand there.
package struct FigureChange<Value: Sendable & Hashable>: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case changed(from: Value, to: Value)
    case removed(from: Value)
    case added(to: Value)

    package var word: String {
      switch self {
      case .changed: "changed"
      case .removed: "removed"
      case .added: "added"
      }
    }
  }

  /// Which figure, such as `2026-10-14/voice/offered`.
  package let key: String
  package let kind: Kind

  package init(key: String, kind: Kind) {
    self.key = key
    self.kind = kind
  }

  /// The value before; `nil` where there was none.
  package var former: Value? {
    switch kind {
    case .changed(let from, _), .removed(let from): from
    case .added: nil
    }
  }

  /// The value now; `nil` where there is none any more.
  package var value: Value? {
    switch kind {
    case .changed(_, let to), .added(let to): to
    case .removed: nil
    }
  }

  /// What changed between two captures, in the order of the keys; what stayed is left out.
  package static func all(
    from first: [String: Value], to second: [String: Value]
  ) -> [FigureChange] {
    Set(first.keys).union(second.keys).sorted().compactMap { key in
      switch (first[key], second[key]) {
      case (let from?, let to?):
        from == to ? nil : FigureChange(key: key, kind: .changed(from: from, to: to))
      case (let from?, nil): FigureChange(key: key, kind: .removed(from: from))
      case (nil, let to?): FigureChange(key: key, kind: .added(to: to))
      case (nil, nil): nil
      }
    }
  }
}

extension FigureChange<Int> {
  /// Now minus before, where both are known.
  package var delta: Int? {
    guard case .changed(let from, let to) = kind else { return nil }
    return to - from
  }
}
