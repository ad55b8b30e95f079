import Figures

/// The names under which the platform keeps what a column counts.
enum SourceFields {
  /// In the dialect of the published API, where `part` is what is read of the metric.
  ///
  /// A range is a view of its metric; its name is the one that requests give it.
  static func published(_ counter: Counter) -> (metric: String, part: String) {
    switch counter {
    case .offered: ("nOffered", "count")
    case .answered: ("tAnswered", "count")
    case .answeredInThreshold: ("tAnsweredInThreshold", "count")
    case .abandoned: ("tAbandon", "count")
    case .shortAbandoned: ("tAbandonShort", "count")
    case .flowOut: ("tFlowOut", "count")
    case .transferred: ("nTransferred", "count")
    case .wait: ("tWait", "sum")
    case .waitAnswered: ("tAnswered", "sum")
    case .waitAbandoned: ("tAbandon", "sum")
    case .waitMax: ("tWait", "max")
    case .handled: ("tHandle", "count")
    case .handle: ("tHandle", "sum")
    case .talk: ("tTalkComplete", "sum")
    case .hold: ("tHeldComplete", "sum")
    case .acw: ("tAcw", "sum")
    case .handleMax: ("tHandle", "max")
    case .range1, .range2, .range3, .range4: (counter.column, "count")
    }
  }

  /// In the dialect of the reporting guide.
  static func guide(_ counter: Counter, _ thresholds: Thresholds) -> String {
    switch counter {
    case .offered: "offered"
    case .answered: "answered"
    case .answeredInThreshold: "answeredWithin\(thresholds.answeredWithin / 1000)s"
    case .abandoned: "abandoned"
    case .shortAbandoned: "abandonedWithin\(thresholds.shortAbandon / 1000)s"
    case .flowOut: "flowOut"
    case .transferred: "transferred"
    case .wait: "waitMs"
    case .waitAnswered: "waitAnsweredMs"
    case .waitAbandoned: "waitAbandonedMs"
    case .waitMax: "waitMaxMs"
    case .handled: "handled"
    case .handle: "handleMs"
    case .talk: "talkMs"
    case .hold: "holdMs"
    case .acw: "acwMs"
    case .handleMax: "handleMaxMs"
    case .range1, .range2, .range3, .range4: counter.column
    }
  }
}
