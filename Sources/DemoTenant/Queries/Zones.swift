import Foundation

/// The time zones that the organization knows.
enum Zones {
  /// Their names, sorted.
  ///
  /// Foundation lists one of several names of a zone, and not always today's: `Asia/Calcutta`, but
  /// not `Asia/Kolkata`. So the names and links of the system's tzdata are added, as far as
  /// Foundation can make a zone of them.
  static let names: [String] = {
    let listed = tzdataNames().filter { TimeZone(identifier: $0) != nil }
    return Set(TimeZone.knownTimeZoneIdentifiers + listed + ["UTC"]).sorted()
  }()

  static let utc = TimeZone.gmt

  static func zone(_ name: String) throws(Refusal) -> TimeZone {
    guard names.contains(name), let zone = TimeZone(identifier: name) else {
      throw .bad("timeZone '\(name)' is unknown.", code: "invalid.value")
    }
    return zone
  }

  /// The names in `tzdata.zi`: lines `Z NAME …` for zones and `L ZONE NAME` for links.
  ///
  /// None on a machine without that file.
  private static func tzdataNames() -> [String] {
    let file = "/usr/share/zoneinfo/tzdata.zi"
    guard let table = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
    return table.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      switch words.first {
      case "Z": return words.count > 1 ? String(words[1]) : nil
      case "L": return words.count > 2 ? String(words[2]) : nil
      default: return nil
      }
    }
  }
}
