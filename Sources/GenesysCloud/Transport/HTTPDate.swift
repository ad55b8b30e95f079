package import Figures

extension Instant {
  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that servers may send.
  package init?(httpDate text: String) {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT",
      let month = months.firstIndex(of: words[2])
    else { return nil }
    let day = words[1].count == 1 ? "0" + words[1] : words[1]
    let iso = "\(words[3])-\((month + 1).digits(2))-\(day)T\(words[4])Z"
    guard let instant = try? Instant(iso) else { return nil }
    self = instant
  }
}
