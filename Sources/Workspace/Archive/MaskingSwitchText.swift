import Figures
import GRDB

extension MaskingSwitch {
  /// A line for each: its name, a space, `on` or `off`.
  static func text(_ switches: [MaskingSwitch]) -> String {
    switches.map { "\($0.name) \($0.isOn ? "on" : "off")" }.joined(separator: "\n")
  }

  static func list(_ text: String) throws(DatabaseError) -> [MaskingSwitch] {
    var switches: [MaskingSwitch] = []
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2, ["on", "off"].contains(parts[1]) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      switches.append(MaskingSwitch(name: String(parts[0]), isOn: parts[1] == "on"))
    }
    return switches
  }
}
