/// How a demo organization is started.
package struct TenantOptions: Sendable, Hashable {
  /// The port on 127.0.0.1; 0 takes any free one.
  package var port: UInt16
  /// One of ``DemoTenant/recordings``; `synthetic` may say more, as ``SyntheticOptions`` does.
  package var recording: String
  /// Faults to commit on purpose, in the grammar of ``FaultPlan``; `nil` for none.
  package var faults: String?
  /// How long each answer is held back after it is made.
  package var latency: Duration
  /// A file for the log of requests, one line of JSON each; `nil` for none.
  ///
  /// A line has `t` (seconds since the start of the server), `method`, `path` and `status`.
  package var log: String?
  /// Whether each Date header tells the organization's clock, which stands still.
  ///
  /// Otherwise it tells the machine's, but for answers about what is in the queues now.
  package var tellsOwnTime: Bool
  /// The secret of the client `demo`.
  package var secret: String
  /// Where recorded history ends that has been processed, in milliseconds since 1970; `nil` for all
  /// of it.
  ///
  /// Metrics of later intervals are not there yet, as on the morning after. History that is made up
  /// is always complete.
  package var processedUntil: Int?

  package init(
    port: UInt16 = 0, recording: String = "anonymous-bank-1999", faults: String? = nil,
    latency: Duration = .zero, log: String? = nil, tellsOwnTime: Bool = false,
    secret: String = "demo", processedUntil: Int? = nil
  ) {
    self.port = port
    self.recording = recording
    self.faults = faults
    self.latency = latency
    self.log = log
    self.tellsOwnTime = tellsOwnTime
    self.secret = secret
    self.processedUntil = processedUntil
  }
}

/// A demo organization that answers as Genesys Cloud does, on the loopback interface.
///
/// It speaks both dialects: the published API, and the guide's reports beside it. Login and API are
/// on one port; the client is `demo`, its secret too unless the options say otherwise. It shares no
/// code with the client that it is there to try: what both get wrong, only the published schemas
/// can show.
package final class DemoTenant: Sendable {
  /// The port that it listens on, also when the options said 0.
  package let port: UInt16
  private let listener: Listener
  private let requests: RequestLog
  private let service: Service

  private init(listener: Listener, log: RequestLog, service: Service) {
    self.listener = listener
    self.service = service
    requests = log
    port = listener.port
  }

  /// The address of the login host and of the API host.
  package var baseURL: String { "http://127.0.0.1:\(port)" }

  /// What it was asked so far, in the order of arrival; also after ``stop()``.
  package var log: [LoggedRequest] { requests.requests }

  /// Every token that it gave out, sorted: what may appear nowhere else.
  package var tokens: [String] { service.tokens }

  /// The names of the recordings that this program carries, sorted.
  package static var recordings: [String] { Organization.recordings }

  /// Starts to serve; it goes on until ``stop()`` or until the value is dropped.
  package static func start(_ options: TenantOptions) throws(TenantError) -> DemoTenant {
    let start = ContinuousClock.now
    return try self.start(options, clock: { ContinuousClock.now - start })
  }

  /// Starts to serve with a clock of the caller's, which rates and token lives are counted on.
  ///
  /// The clock tells the time since any fixed moment. It has nothing to do with the organization's
  /// own clock, which stands still at the recording's end.
  package static func start(
    _ options: TenantOptions, clock: @escaping @Sendable () -> Duration
  ) throws(TenantError) -> DemoTenant {
    var organization = try Organization.named(options.recording)
    organization.client.secret = options.secret
    if let end = options.processedUntil {
      organization.facts = FactStore(
        recording: options.recording, until: Moment(milliseconds: end))
    }
    let faults = try FaultPlan(options.faults ?? "")
    let log = try RequestLog(file: options.log, clock: clock)
    let service = Service(
      organization: organization, faults: faults, clock: clock,
      tellsOwnTime: options.tellsOwnTime, log: log)
    let listener = try Listener(port: options.port, latency: options.latency) {
      service.answer($0)
    }
    return DemoTenant(listener: listener, log: log, service: service)
  }

  /// Stops serving, after the answers under way; a second call does nothing.
  package func stop() { listener.stop() }
}
