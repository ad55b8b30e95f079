import Figures

/// Zones made by hand, so that a test's clocks change where the test needs it.
enum Zones {
  /// Clocks go forward on 1 April and back on 3 April 1999, both at 02:00 local time.
  static func restless() throws -> Zone { try zone("Test/Restless", "EAS-2EAD,M4.1.4,M4.1.6") }

  /// The smallest file of version 2: no transition, one type, and the rule.
  private static func zone(_ name: String, _ rule: String) throws -> Zone {
    let counts: [UInt8] = [0, 0, 0, 0, 1, 4]
    let part: [UInt8] =
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { [0, 0, 0, $0] }
      + [0, 0, 0, 0, 0, 0] + Array("UTC".utf8) + [0]
    return try Zone(name: name, bytes: part + part + Array("\n\(rule)\n".utf8))
  }
}
