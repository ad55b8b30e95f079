import Figures
import Workspace

/// A queue's name holds what looks like personal data, and would be archived and published.
struct PersonalName: Explained {
  let queue: QueueID
  let found: PersonalData
  let partner: String

  /// Refuses a name of the platform unless the operator allows what is in it.
  static func refuse(
    _ name: String, of queue: QueueID, _ settings: PartnerSettings
  ) throws(PersonalName) {
    let text = settings.exceptions.reduce(name) { $0.replacing($1.text, with: "\u{FFFC}") }
    guard let found = PersonalData.found(in: text).first else { return }
    throw PersonalName(queue: queue, found: found, partner: settings.partner.id)
  }

  var explanation: Explanation {
    Explanation(
      .badData,
      what: "the name of a queue holds \(Leak.Rule.personal(found.kind).words): \(found.sample)",
      place: "queue \(queue.text)",
      remedy: "rename the queue on the platform, or, where it is harmless, list the text under "
        + "'privacy.allow' of the partner '\(partner)' with a reason")
  }
}
