/// What a recipe leaves open: their figures minus those that it gives.
struct Residual: Sendable, Hashable {
  /// One column, in steps of its last printed place.
  struct Part: Sendable, Hashable {
    /// Lines held against the recipe.
    var lines = 0
    var differing = 0
    /// Theirs minus the recipe's, added up with signs and without.
    var sum = 0
    var size = 0
    /// Lines that fit in place and direction, but whose size nobody can check.
    var unchecked = 0
    var uncheckedSum = 0
  }

  var parts: [Part]
  /// Lines that need figures from outside the period.
  var unknown = 0
  /// The same for the sums over all rows of a column, which rounding alone can bend.
  var sums: [Part]

  init(columns: Int) {
    parts = Array(repeating: Part(), count: columns)
    sums = Array(repeating: Part(), count: columns)
  }

  var lines: Int { parts.reduce(0) { $0 + $1.lines } + sums.reduce(0) { $0 + $1.lines } }
  var differing: Int {
    parts.reduce(0) { $0 + $1.differing } + sums.reduce(0) { $0 + $1.differing }
  }
  var unchecked: Int { parts.reduce(0) { $0 + $1.unchecked } }
  var isZero: Bool { differing == 0 }

  /// Sizes of unlike columns added up: good for choosing the nearer of two recipes, for nothing
  /// that is shown.
  var size: Int { parts.reduce(0) { $0 &+ $1.size } }

  /// Whether this leaves less open than the other.
  func isSmaller(than other: Residual) -> Bool {
    (differing, size) < (other.differing, other.size)
  }
}
