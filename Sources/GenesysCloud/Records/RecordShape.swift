import Figures

/// The members of an answer that are read, and no others.
///
/// This is the allow-list: what has no place here is never turned into a value. Numbers, names,
/// addresses, notes, attributes and the agent's id are all of that kind.
struct RecordShape: Decodable {
  var conversations: [Conversation]?
  var totalHits: Int?
  var cursor: String?
  var dataAvailabilityDate: String?
  /// Whether it has a member that only errors have; their texts are not read.
  var isError: Bool

  enum CodingKeys: String, CodingKey {
    case conversations, totalHits, cursor, dataAvailabilityDate
    case code, message, error, errors
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    conversations = try members.decodeIfPresent([Conversation].self, forKey: .conversations)
    totalHits = try members.decodeIfPresent(Int.self, forKey: .totalHits)
    cursor = try members.decodeIfPresent(String.self, forKey: .cursor)
    dataAvailabilityDate = try members.decodeIfPresent(String.self, forKey: .dataAvailabilityDate)
    isError = [.code, .message, .error, .errors].contains { members.contains($0) }
  }

  struct Conversation: Decodable {
    var conversationId: String
    var conversationStart: String
    var participants: [Participant]?
  }

  struct Participant: Decodable {
    var sessions: [Session]?
  }

  struct Session: Decodable {
    var mediaType: String?
    var direction: String?
    var metrics: [Metric]?
    var segments: [Segment]?
  }

  /// A value and its stamp are read of the metrics that count, of others the name alone.
  struct Metric: Decodable {
    var name: String
    var counted: (metric: RecordMetric, value: Int, emitDate: String)?

    enum CodingKeys: String, CodingKey { case name, value, emitDate }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      name = try members.decode(String.self, forKey: .name)
      counted = try RecordMetric(rawValue: name).map { metric in
        (
          metric, try members.decode(Int.self, forKey: .value),
          try members.decode(String.self, forKey: .emitDate)
        )
      }
    }
  }

  struct Segment: Decodable {
    var queueId: String?
    var segmentStart: String
  }
}
