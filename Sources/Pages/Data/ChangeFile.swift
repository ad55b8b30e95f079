import Figures

/// What changed from the month before to the latest one, as a table of the portal.
struct ChangeFile {
  /// A figure of both months, and the step between them.
  struct Item {
    let id: String
    let title: String
    let now: String
    let before: String
    /// A share of 1, seconds, contacts or money; empty when one of both has no value.
    let change: String
  }

  static let name = "change"

  let latest: PeriodResult
  let before: PeriodResult
  let items: [Item]

  var file: DataFile {
    let fields = [
      Field("item", "string", "A counter, a measure, or a sum of money"),
      Field("title", "string", "Its title"),
      Field("period", "string", "The latest period"),
      Field("value", "number", "Its value: a share of 1, seconds, contacts or money"),
      Field("before_period", "string", "The month of results before it"),
      Field("before", "number", "The value then"),
      Field("change", "number", "The value less the one before"),
    ]
    return DataFile(
      Self.name, title: "One row is a figure of the latest month beside the month before",
      key: ["item"], fields: fields
    ) { buffer in
      for item in items {
        buffer.text(item.id)
        buffer.text(item.title)
        buffer.plain(latest.period.id)
        buffer.plain(item.now)
        buffer.plain(before.period.id)
        buffer.plain(item.before)
        buffer.plain(item.change)
        buffer.endRow()
      }
      return items.count
    }
  }
}
