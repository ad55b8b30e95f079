import Figures
import GenesysCloud
import Logging
import Workspace

extension Workspace.Organization {
  /// Everything that is needed to speak to the organization; resolves the secrets.
  func connection() async throws -> Connection {
    Connection(
      login: try Endpoint(loginURL), api: try Endpoint(apiURL),
      credentials: Credentials(
        clientID: try await clientID.resolve(), clientSecret: try await clientSecret.resolve()),
      limits: try serviceLimits)
  }

  var serviceLimits: GenesysCloud.Limits {
    get throws {
      try GenesysCloud.Limits(
        perSecond: limits.perSecond, perMinuteShare: limits.perMinuteShare,
        concurrency: limits.concurrency)
    }
  }

  /// Runs work with one token, which ends with it, also when the work was cancelled.
  func withSession<Result: Sendable>(
    _ logger: Logger, _ work: (Session) async throws -> Result
  ) async throws -> Result {
    let connection = try await connection()
    let session = Session(
      connection: connection, transport: CurlTransport(connection).transport,
      notice: { logger.note($0) })
    do {
      let result = try await work(session)
      await session.end()
      return result
    } catch {
      // A child task would not survive the cancellation.
      await Task { await session.end() }.value
      throw error
    }
  }
}

extension Logger {
  /// What a session does, for those who want to know.
  func note(_ notice: SessionNotice) {
    switch notice {
    case .sending(let request): trace("\(request)")
    case .signedIn(let seconds): debug("signed in, the token lives \(seconds) s")
    case .waiting(let duration, let request, let why, let pausesAll):
      info("waiting \(duration) before \(request) (\(why))\(pausesAll ? ", all requests" : "")")
    }
  }
}
