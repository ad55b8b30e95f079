/// A published figure that another capture gives another value.
package struct FigureChange: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case changed(from: Int, to: Int)
    case removed(from: Int)
    case added(to: Int)

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

  /// Now minus before, where both are known.
  package var delta: Int? {
    guard case .changed(let from, let to) = kind else { return nil }
    return to - from
  }

  /// What changed between two captures, in the order of the keys; what stayed is left out.
  package static func all(from first: [String: Int], to second: [String: Int]) -> [FigureChange] {
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
