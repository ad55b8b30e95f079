import Figures

/// A line of `doctor`: what was looked at, how it is, and what to do about it.
struct DoctorLine: Sendable, Encodable {
  enum State: String, Sendable, Encodable, CaseIterable { case ok, warning, failure }

  let check: String
  let state: State
  let what: String
  let place: String?
  let remedy: String?

  private init(
    _ check: String, _ state: State, _ what: String, place: String? = nil, remedy: String? = nil
  ) {
    self.check = check
    self.state = state
    self.what = what
    self.place = place
    self.remedy = remedy
  }

  static func ok(_ check: String, _ what: String) -> Self { Self(check, .ok, what) }

  static func warning(_ check: String, _ what: String, do remedy: String) -> Self {
    Self(check, .warning, what, remedy: remedy)
  }

  static func failure(_ check: String, _ what: String, do remedy: String) -> Self {
    Self(check, .failure, what, remedy: remedy)
  }

  static func failure(_ check: String, _ found: Explanation) -> Self {
    Self(check, .failure, found.what, place: found.place, remedy: found.remedy)
  }
}

/// The lines so far; a check that throws becomes a failure, and the next one goes on.
struct DoctorLines: Sendable {
  private(set) var all: [DoctorLine] = []

  mutating func add(_ line: DoctorLine) { all.append(line) }

  /// Runs a check; says whether it ended without throwing.
  @discardableResult
  mutating func check(
    _ name: String, _ body: () async throws -> [DoctorLine]
  ) async throws -> Bool {
    do {
      all += try await body()
      return true
    } catch {
      guard !(error is CancellationError), let failure = Failure(error) else { throw error }
      all.append(.failure(name, failure.explanation))
      return false
    }
  }

  var hasFailure: Bool { all.contains { $0.state == .failure } }
}
