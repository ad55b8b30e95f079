/// What an organization counts and measures, under the published names.
enum Measure: Int, CaseIterable, Sendable {
  case nBlindTransferred
  case nConnected
  case nConsultTransferred
  case nOffered
  case nOutbound
  case nOutboundAttempted
  case nOutboundConnected
  case nOverSla
  case nTransferred
  case tAbandon
  case tAcd
  case tAcw
  case tAnswered
  case tContacting
  case tDialing
  case tFlowOut
  case tHandle
  case tHeldComplete
  case tTalkComplete
  case tWait
  case tShortAbandon

  var name: String { "\(self)" }

  /// Whether it is a length of time, in milliseconds, and not a mere count.
  var isTimer: Bool { rawValue >= Self.tAbandon.rawValue }

  /// The timer of a name; `nil` for counters and for what nobody measures.
  static func timer(_ name: String) -> Measure? {
    allCases.first { $0.isTimer && $0.name == name }
  }
}
