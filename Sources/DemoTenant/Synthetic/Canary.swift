/// Personal data that is recognized wherever it turns up.
///
/// Each text begins with a marker that nothing else contains; each number is one of those that the
/// British regulator keeps free for drama.
enum Canary {
  /// What personal texts contain, of which one at least is in each.
  static let markers = ["canary-", "+442079460", "+44 20 7946 0"]

  static func text(_ kind: String, _ seeds: (Int, Int)) -> String {
    "canary-\(kind)-\(digits(seeds))"
  }

  static func mail(_ kind: String, _ seeds: (Int, Int)) -> String {
    "canary-\(kind)-\(digits(seeds))@example.org"
  }

  static func number(_ seeds: (Int, Int)) -> String { "+442079460\(lastDigits(seeds))" }

  static func note(_ seeds: (Int, Int)) -> String {
    "\(text("note", seeds)), asks to be rung at +44 20 7946 0\(lastDigits(seeds))"
  }

  private static func lastDigits(_ seeds: (Int, Int)) -> String {
    var chance = Chance(41, seeds.0, seeds.1)
    return String(String(1000 + chance.below(1000)).dropFirst())
  }

  private static func digits(_ seeds: (Int, Int)) -> String {
    var chance = Chance(42, seeds.0, seeds.1)
    return String(0x1_0000_0000 + chance.below(0x1_0000_0000), radix: 16).dropFirst().description
  }
}

extension DemoTenant {
  /// Texts of which one at least is in everything personal that a recording has; none when it has
  /// nothing personal.
  ///
  /// A recording that does not exist has none either.
  package static func canaries(recording: String) -> [String] {
    guard (try? SyntheticOptions(recording)) ?? nil != nil else { return [] }
    return Canary.markers
  }
}
