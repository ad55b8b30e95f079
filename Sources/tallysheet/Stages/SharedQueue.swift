import Figures
import GenesysCloud
import Workspace

extension FetchStage {
  /// Refuses a queue that two partners name, one by its id and the other by its name.
  ///
  /// A contact bears its queue and nothing that tells whose it is, so a queue's figures can be one
  /// partner's alone. All partners are looked at, whichever of them are fetched; a name that means no
  /// queue or several is refused when its own partner is.
  func refuseSharing(among queues: [ListedQueue]) throws(SharedQueue) {
    let byName = Dictionary(grouping: queues, by: \.name)
    var owners: [QueueID: (partner: String, place: String)] = [:]
    for settings in workspace.configuration.partners {
      let partner = settings.partner.id
      for (index, setting) in settings.queues.enumerated() {
        let id: QueueID
        switch setting.reference {
        case .id(let known): id = known
        case .name(let name):
          guard let found = byName[name], found.count == 1 else { continue }
          id = found[0].id
        }
        let place = "'queues[\(index + 1)]' of the partner '\(partner)'"
        if let owner = owners.updateValue((partner, place), forKey: id) {
          throw SharedQueue(queue: id, first: owner.place, second: place)
        }
      }
    }
  }
}

/// Two entries of the configuration mean one queue.
struct SharedQueue: Explained {
  let queue: QueueID
  let first: String
  let second: String

  var explanation: Explanation {
    Explanation(
      .configuration,
      what: "\(second) is the same queue as \(first), and nothing in a contact tells whose it is",
      place: "tallysheet.yml, queue \(queue.text)",
      remedy: "a queue has one partner and one entry: take it out of one of the two, or have it "
        + "divided into two queues on the platform")
  }
}
