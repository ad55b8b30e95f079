import Figures

/// Zones made by hand, so that a test's clock changes where the test needs it.
enum Zones {
  /// Clocks go forward on 1 April and back on 3 April 1999, both at 02:00 local time.
  static func restless() throws -> Zone { try zone("Test/Restless", "EAS-2EAD,M4.1.4,M4.1.6") }

  static func utc() throws -> Zone { try zone("Test/UTC", "UTC0") }

  /// The smallest file of version 2: no transition, one type, and the rule.
  private static func zone(_ name: String, _ rule: String) throws -> Zone {
    func header() -> [UInt8] {
      var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      for count in [0, 0, 0, 0, 1, 4] { bytes += [0, 0, 0, UInt8(count)] }
      return bytes + [0, 0, 0, 0, 0, 0] + Array("UTC".utf8) + [0]
    }
    return try Zone(name: name, bytes: header() + header() + Array("\n\(rule)\n".utf8))
  }
}
