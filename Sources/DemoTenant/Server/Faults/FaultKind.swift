/// What a demo organization can do wrong on purpose; ``FaultPlan`` says what each looks like.
enum FaultKind: String, CaseIterable, Sendable {
  // Too many requests.
  case tooMany = "429"
  case tooManyByDate = "429-date"
  case tooManyBare = "429-bare"
  case tooManyByReset = "429-reset"
  case tooManyToday = "429-day"
  // A server that fails.
  case internalError = "500"
  case badGateway = "502"
  case unavailable = "503"
  case unavailableAfter = "503-after"
  case gatewayTimeout = "504"
  // A line that fails.
  case reset
  case resetMidway = "reset-mid"
  case cut
  case garbage
  case truncatedJSON = "truncated-json"
  case drip
  case bomb
  case skew
  case redirect
  // Tokens.
  case unauthorized = "401"
  case expire
  case revoke
  case unknownScope = "unknown-scope"
  case writeScope = "write-scope"
  case writeGrant = "write-grant"
  // Lists.
  case pageLoop = "page-loop"
  case pageRepeat = "page-repeat"
  case pageShort = "page-short"
  case pageReorder = "page-reorder"
  case foreignNext = "foreign-next"
  case noNext = "no-next"
  case noLink = "no-link"
  case noTotal = "no-total"
  // Figures.
  case absentGroups = "absent-groups"
  case absentMetrics = "absent-metrics"
  case decimal
  case exponent
  case textNumber = "text-number"
  case negative
  case overflow
  case unknownMember = "unknown-member"
  case unknownMetric = "unknown-metric"
  case wrongInterval = "wrong-interval"
  case repeatInterval = "repeat-interval"
  case ignoresViews = "ignores-views"
  case restated
  // Queries that are refused.
  case tooLarge = "too-large"
  case tooLarge400 = "too-large-400"
  case no5m = "no-5m"
  case no15m = "no-15m"
}
