/// The columns and metrics that a service defines, with what may be asked for and added up.
package struct GuideDefinitions: Sendable, Hashable {
  package struct Definition: Sendable, Hashable {
    package let name: String
    /// The service's own word; only `public` may be asked for.
    package let visibility: String?
    /// The service's own word: sum, max, ratio, weighted or none.
    package let aggregation: String?
    /// The parts of a ratio, members of each row.
    package let numerator: String?
    package let denominator: String?

    package init(
      _ name: String, visibility: String? = "public", aggregation: String?,
      numerator: String? = nil, denominator: String? = nil
    ) {
      self.name = name
      self.visibility = visibility
      self.aggregation = aggregation
      self.numerator = numerator
      self.denominator = denominator
    }

    /// Whether it is public; a word that we do not know is not.
    package var isPublic: Bool { visibility == "public" }
  }

  private let byName: [String: Definition]

  /// Takes the definitions; one of two with the same name would be believed, so that is refused.
  package init(_ definitions: [Definition]) throws(FetchError) {
    var byName: [String: Definition] = [:]
    for definition in definitions {
      guard byName.updateValue(definition, forKey: definition.name) == nil else {
        let name = PlainText.line(definition.name, limit: 80)
        throw FetchError(.contradiction("'\(name)' is defined twice"))
      }
    }
    self.byName = byName
  }

  package subscript(name: String) -> Definition? { byName[name] }

  /// The columns of each row, none of them personal.
  static let columns = ["direction", "mediaType", "queueId"]

  /// Refuses a service that does not let us tell rows apart.
  func checkColumns() throws(FetchError) {
    for column in Self.columns {
      guard let definition = byName[column] else { throw FetchError(.undefinedColumn(column)) }
      guard definition.isPublic else {
        throw FetchError(
          .withheldColumn(column, visibility: Self.word(definition.visibility)))
      }
    }
  }

  /// Refuses to ask for a metric that the service does not publish, or that does not add up.
  func checkPublished(_ names: [String]) throws(FetchError) {
    for name in names {
      do { try find(name, aggregation: "sum") } catch {
        throw FetchError(.badSetting("organization.columns.publish", why: "fails: \(error.text)"))
      }
    }
  }

  /// A public metric with this aggregation, or why there is none.
  func find(_ name: String, aggregation: String) throws(Unusable) {
    guard let definition = byName[name] else { throw Unusable.undefined(name) }
    guard definition.isPublic else {
      throw .withheld(name, visibility: Self.word(definition.visibility))
    }
    guard definition.aggregation == aggregation else {
      throw .otherAggregation(name, word: Self.word(definition.aggregation))
    }
  }

  /// The parts of a public ratio, without which its values cannot be added up.
  ///
  /// Parts that could be taken for other members of a row, or that are defined for themselves,
  /// are none.
  func parts(of ratio: String) throws(Unusable) -> RatioParts {
    try find(ratio, aggregation: "ratio")
    let others = Set(Self.columns + ["intervalStart", "intervalEnd", ratio])
    guard let numerator = byName[ratio]?.numerator, let denominator = byName[ratio]?.denominator,
      numerator != denominator,
      [numerator, denominator].allSatisfy({
        Self.isName($0) && !others.contains($0) && byName[$0] == nil
      })
    else { throw .noParts(ratio) }
    return RatioParts(ratio: ratio, numerator: numerator, denominator: denominator)
  }

  /// The parts of a ratio that totals are to be formed of.
  ///
  /// A ratio without parts, or one that may not be asked for, is an error.
  package func totals(of ratio: String) throws(FetchError) -> RatioParts {
    do {
      return try parts(of: ratio)
    } catch {
      throw FetchError(.noTotals(ratio, why: error.text))
    }
  }

  private static func word(_ text: String?) -> String {
    text.map { PlainText.line($0, limit: 40) } ?? "nothing"
  }

  private static func isName(_ text: String) -> Bool {
    (1...80).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
          || $0 == 0x5f
      }
  }
}

/// A ratio and the members of a row that it is made of.
package struct RatioParts: Sendable, Hashable {
  package let ratio: String
  package let numerator: String
  package let denominator: String
}

extension GuideDefinitions {
  /// Why a metric cannot be used.
  package enum Unusable: Error, Sendable, Hashable {
    case undefined(String)
    case withheld(String, visibility: String)
    /// It aggregates otherwise than its name says.
    case otherAggregation(String, word: String)
    /// A ratio that comes ready only.
    case noParts(String)
    /// The service counts whole seconds only.
    case noWholeSecond(milliseconds: Int)

    /// What a message says, such as "the source does not define 'offered'".
    package var text: String {
      switch self {
      case .undefined(let name): "the source does not define '\(name)'"
      case .withheld(let name, let visibility):
        "the source defines '\(name)' as \(visibility), not as public"
      case .otherAggregation(let name, let word):
        "the source aggregates '\(name)' by \(word), which is not what it stands for"
      case .noParts(let name):
        "the source sends '\(name)' without the parts that it is made of"
      case .noWholeSecond(let milliseconds):
        "the threshold of \(milliseconds) ms is no whole number of seconds"
      }
    }
  }
}
