import Figures
import Foundation

extension Target {
  /// Reads `at least 73 %` for a share and `at most 200 s` for a time.
  init(reading setting: Setting, isShare: Bool) throws(SettingError) {
    let text = try setting.line()
    let example = isShare ? "at least 80 %" : "at most 200 s"
    guard let comparison = Comparison.allCases.first(where: { text.hasPrefix($0.rawValue + " ") })
    else {
      throw setting.refusal(
        "'\(text)' is no target",
        remedy: "begin with at least, more than, at most or less than, such as '\(example)'")
    }
    let parts = text.dropFirst(comparison.rawValue.count).split(separator: " ")
    guard parts.count == 2, let bound = Decimal(exactly: String(parts[0])), bound >= 0 else {
      throw setting.refusal("'\(text)' is no target", remedy: "write it like '\(example)'")
    }
    guard parts[1] == (isShare ? "%" : "s") else {
      throw setting.refusal(
        "the target's unit '\(parts[1])' does not fit the metric, which is "
          + (isShare ? "a share in %" : "a time in s"),
        remedy: "write it like '\(example)'")
    }
    guard !isShare || bound <= 100 else {
      throw setting.refusal("the target '\(text)' lies above 100 %")
    }
    self.init(comparison, bound)
  }
}
