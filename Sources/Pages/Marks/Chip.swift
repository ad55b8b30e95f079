import Figures

/// A state as a shape and a word; colour comes third.
enum Chip {
  static func verdict(_ verdict: Verdict) -> HTML {
    switch verdict {
    case .met: chip("c-met", disc, word(verdict))
    case .missed: chip("c-missed", triangle, word(verdict))
    case .excused, .notAssessed, .grace, .noData: chip("c-none", ring, word(verdict))
    case .provisional: chip("c-attention", diamond, word(verdict))
    }
  }

  static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .met: sayPlain("Met")
    case .missed: sayPlain("Missed")
    case .excused: sayPlain("Excused")
    case .notAssessed: sayPlain("Not assessed")
    case .grace: sayPlain("In grace")
    case .provisional: sayPlain("Provisional")
    case .noData: sayPlain("No data")
    }
  }

  static func state(_ state: State) -> HTML {
    switch state {
    case .final: chip("c-met", disc, sayPlain("Final"))
    case .provisional: chip("c-attention", diamond, sayPlain("Provisional"))
    case .partial: chip("c-attention", diamond, sayPlain("Partial"))
    case .missing: chip("c-none", ring, sayPlain("No data"))
    case .masked: chip("c-none", ring, sayPlain("Masked"))
    }
  }

  /// A day, an hour or a queue beside the month's target: no verdict, an observation.
  ///
  /// A share is held against percent; a time, whose `factor` is `nil`, against seconds.
  /// `isReached` is known already where the contract rounds before it compares.
  static func level(
    _ outcome: Outcome, _ target: Target?, factor: Int? = 100, isReached known: Bool? = nil
  ) -> HTML {
    guard let target, let quotient = outcome.quotient else {
      return "<span class=\"c-none\">\(StateWords.short(outcome))</span>"
    }
    let isReached =
      known ?? factor.map { Precision.reaches(target, quotient, factor: $0) }
      ?? Precision.reaches(target, quotient.inSeconds, factor: 1)
    return isReached
      ? chip("c-met", disc, sayPlain("Reached"))
      : chip(
        "c-missed", triangle, target.comparison.wantsHigh ? sayPlain("Below") : sayPlain("Above"))
  }

  private static func chip(_ style: String, _ glyph: HTML, _ word: String) -> HTML {
    """
    <span class="chip \(attribute: style)"><svg viewBox="0 0 12 12" aria-hidden="true">\(glyph)\
    </svg>\(word)</span>
    """
  }

  private static let disc: HTML = "<circle class=\"g\" cx=\"6\" cy=\"6\" r=\"4.6\"/>"
  private static let triangle: HTML = "<path class=\"g\" d=\"M.8 1.8h10.4L6 11.2z\"/>"
  private static let diamond: HTML = "<path class=\"g\" d=\"M6 .6 11.4 6 6 11.4.6 6z\"/>"
  private static let ring: HTML =
    "<circle class=\"o\" fill=\"none\" stroke=\"currentColor\" cx=\"6\" cy=\"6\" r=\"4\"/>"
}
