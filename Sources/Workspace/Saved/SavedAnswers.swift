package import Figures
import Foundation

/// Answers that were saved elsewhere: a folder with `tenant.json` and a file for each partner and day.
///
/// `tenant.json` says what the answers themselves do not: whose they are, by which clock they were
/// cut into days, and how soon was soon enough.
package struct SavedAnswers: Sendable {
  package let folder: String
  private let tenant: Tenant

  /// What the folder holds of a partner.
  package struct Partner: Sendable {
    package let id: String
    package let timeZone: String
    package let queues: [CapturedQueue]
    /// The wait up to which the service counted as answered in time, in milliseconds.
    package let answeredWithin: Int
    /// The folder of its answers: `pages/<id>`.
    fileprivate let pages: String

    /// The file of a day, from the folder.
    package func path(of day: LocalDate) -> String { "\(pages)/\(day.text).json" }
  }

  /// Reads what the folder says of itself.
  package init(in folder: String) throws {
    self.folder = folder
    let path = joined(folder, "tenant.json")
    guard DiskFile(path).exists else { throw SavedAnswersError.noTenant(path) }
    let bytes = try DiskFile(path).bytes()
    do { tenant = try JSONDecoder().decode(Tenant.self, from: Data(bytes)) } catch {
      throw SavedAnswersError.badTenant(path, Self.reason(error))
    }
  }

  /// The length of the intervals, such as `PT5M`.
  package var granularity: String { tenant.granularity }

  /// A partner by its id.
  package func partner(_ id: String) throws(SavedAnswersError) -> Partner {
    let path = joined(folder, "tenant.json")
    let found = tenant.partners.filter { $0.id == id }
    guard let partner = found.first else { throw .noPartner(path, id) }
    guard found.count == 1 else { throw .badTenant(path, "it names the partner '\(id)' twice") }
    guard OutputPath.isSafe(id), !id.contains("/") else {
      throw .badTenant(path, "'\(id)' is no id of a partner")
    }
    let queues = partner.queues.map { CapturedQueue(id: QueueID($0.id), name: $0.name) }
    guard Set(queues.map(\.id)).count == queues.count else {
      throw .badTenant(path, "the partner '\(id)' has a queue twice")
    }
    let (within, isTooLarge) = partner.serviceLevel.withinSeconds
      .multipliedReportingOverflow(by: 1000)
    guard within >= 0, !isTooLarge else {
      throw .badTenant(path, "'withinSeconds' of the partner '\(id)' is no length of time")
    }
    return Partner(
      id: id, timeZone: partner.timeZone, queues: queues, answeredWithin: within,
      pages: "pages/\(id)")
  }

  /// Far more than a day of fifty queues has.
  private static let limit = 268_435_456

  /// The answer of a partner's day, as it was saved.
  package func answer(_ partner: Partner, _ day: LocalDate) throws -> [UInt8] {
    let path = joined(folder, partner.path(of: day))
    do { return try DiskFile(path).bytes(limit: Self.limit) } catch DiskError.missing {
      throw SavedAnswersError.noDay(path)
    }
  }

  private static func reason(_ error: any Error) -> String {
    func name(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "[\($0 + 1)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return "'\(name(context.codingPath + [key]))' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return "'\(name(context.codingPath))' is of the wrong kind"
    default: return "it is no JSON object"
    }
  }

  /// As much of `tenant.json` as is read; what else stands there is nobody's business.
  private struct Tenant: Decodable {
    struct Partner: Decodable {
      let id, timeZone: String
      let serviceLevel: ServiceLevel
      let queues: [Queue]
    }
    struct ServiceLevel: Decodable { let withinSeconds: Int }
    struct Queue: Decodable { let id, name: String }

    let granularity: String
    let partners: [Partner]
  }
}

/// Why saved answers cannot be read.
package enum SavedAnswersError: Error, Hashable {
  case noTenant(String)
  case badTenant(String, String)
  case noPartner(String, String)
  case noDay(String)
}

extension SavedAnswersError: Explained {
  package var explanation: Explanation {
    switch self {
    case .noTenant(let path):
      Explanation(
        .missingInput, what: "the folder of saved answers has no tenant.json", place: path,
        remedy: "'docs/operators.md' describes the folder that --from reads")
    case .badTenant(let path, let why):
      Explanation(
        .badData, what: "tenant.json cannot be used: \(why)", place: path,
        remedy: "'docs/operators.md' describes what stands in it")
    case .noPartner(let path, let id):
      Explanation(
        .missingInput, what: "tenant.json names no partner '\(id)'", place: path,
        remedy: "give --partner with an id that it names, or add the partner with its answers")
    case .noDay(let path):
      Explanation(
        .missingInput, what: "the answer of a day is missing", place: path,
        remedy: "save it there; a period is imported with all of its days or not at all")
    }
  }
}
