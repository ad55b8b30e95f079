import Figures
import Workspace

/// What a run did: for the terminal, the report's files, the metrics and the notification.
struct RunReport: Sendable, Encodable {
  struct Due: Sendable, Encodable {
    let period: String
    let reason: String
  }

  struct Check: Sendable, Encodable {
    let period: String
    /// Seconds since 1970.
    let checkedAt: Int
  }

  /// A failure with the stage in which it came.
  struct Failed: Sendable, Encodable {
    let stage: String
    let status: Int32
    let what: String
    let place: String?
    let remedy: String?

    init(_ stage: String, _ explanation: Explanation) {
      self.init(stage, PublishStage.RefusedText(explanation))
    }

    init(_ stage: String, _ text: PublishStage.RefusedText) {
      self.stage = stage
      status = text.status
      what = text.what
      place = text.place
      remedy = text.remedy
    }
  }

  struct Partner: Sendable, Encodable {
    let id: String
    var due: [Due] = []
    var fetched: [FetchStage.Result] = []
    /// Whether the service had no room left for it in this run.
    var isPutOff = false
    /// Periods.
    var built: [String] = []
    var published: String?
    var failures: [Failed] = []
    /// Periods that the next run has to fetch.
    var stillDue: [String] = []
    /// When something will be due next.
    var next: String?
    var checks: [Check] = []

    init(id: String) { self.id = id }

    /// Notes a failure; a stop goes on its way.
    mutating func fail(_ stage: String, _ error: any Error) throws {
      guard !(error is CancellationError), let failure = Failure(error) else { throw error }
      failures.append(Failed(stage, failure.explanation))
    }

    /// Notes what became of it in the run.
    mutating func take(_ done: BuildQueue.Done) throws {
      switch done.outcome {
      case .fetched(let results): fetched = results
      case .failed(let error): try fail("fetch", error)
      case .putOff: isPutOff = true
      case nil: break
      }
      switch done.built {
      case .success(let periods): built = periods
      case .failure(let error): try fail("build", error)
      }
    }

    var didSomething: Bool {
      !fetched.isEmpty || !built.isEmpty || published != nil || !failures.isEmpty || isPutOff
    }
  }

  let began: String
  var ended = ""
  var seconds = 0
  var requests = 0
  var partners: [Partner]

  init(began: String, partners: [Partner]) {
    self.began = began
    self.partners = partners
  }

  /// The exit code: that of the first failure, or "again later" when somebody was put off.
  var status: Int32 {
    partners.flatMap(\.failures).first?.status
      ?? (partners.contains(where: \.isPutOff) ? ExitStatus.tryAgainLater.rawValue : 0)
  }

  var didSomething: Bool { partners.contains(where: \.didSomething) }
}
