/// How a demo organization is started.
package struct TenantOptions: Sendable, Hashable {
  /// The port on 127.0.0.1; 0 takes any free one.
  package var port: UInt16
  /// One of ``DemoTenant/recordings``.
  package var recording: String
  /// Faults to commit on purpose, in the grammar of ``FaultPlan``; `nil` for none.
  package var faults: String?

  package init(
    port: UInt16 = 0, recording: String = "anonymous-bank-1999", faults: String? = nil
  ) {
    self.port = port
    self.recording = recording
    self.faults = faults
  }
}

/// A demo organization that answers as Genesys Cloud does, on the loopback interface.
///
/// Login and API are on one port; the client is `demo` with the secret `demo`. It shares no code
/// with the client that it is there to try: what both get wrong, only the published schemas can show.
package final class DemoTenant: Sendable {
  /// The port that it listens on, also when the options said 0.
  package let port: UInt16
  private let listener: Listener

  private init(listener: Listener) {
    self.listener = listener
    port = listener.port
  }

  /// The address of the login host and of the API host.
  package var baseURL: String { "http://127.0.0.1:\(port)" }

  /// The names of the recordings that this program carries, sorted.
  package static var recordings: [String] { Organization.all.map(\.recording).sorted() }

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
    guard let organization = Organization.all.first(where: { $0.recording == options.recording })
    else { throw .unknownRecording(options.recording, known: recordings) }
    let faults = try FaultPlan(options.faults ?? "")
    let service = Service(organization: organization, faults: faults, clock: clock)
    let listener = try Listener(port: options.port) { service.answer($0) }
    return DemoTenant(listener: listener)
  }

  /// Stops serving, after the answers under way; a second call does nothing.
  package func stop() { listener.stop() }
}
