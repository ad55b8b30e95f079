import Figures

/// What is left out for privacy, what stands in its place, and what was let through all the same.
struct PrivacyMethod {
  let statement: Statement

  private var provenance: Provenance { statement.provenance }

  var html: HTML {
    Facts.list(
      [
        say(
          """
          Of the source’s answers only named columns are read; nothing that tells who called is asked \
          for or kept. Masking switches that the organization may have change nothing about that and \
          are not relied on.
          """),
        say(
          """
          Before these pages were sealed, every file was searched for names and ids of others, for \
          secrets, and for the shapes of telephone numbers, addresses, and numbers of cards, accounts \
          and persons.
          """),
        switches,
      ] + names + columns + hiddenAgents
        + statement.disclosure.exceptions.map {
          say("Allowed all the same: “\(.outside($0.text))”, because \(.outside($0.reason)).")
        })
  }

  /// What the organization told of its own masking when the figures were captured.
  private var switches: HTML {
    guard let told = provenance.maskingSwitches, !told.isEmpty else {
      return say("The organization told nothing of masking switches of its own at the capture.")
    }
    let list = Sentences.list(
      told.map { one in
        one.isOn
          ? say("<code>\(one.name)</code> on") : say("<code>\(one.name)</code> off")
      })
    return say("At the capture the organization’s own masking switches were: \(list).")
  }

  /// What is kept of ids, and under which key.
  private var names: [HTML] {
    let naming = provenance.naming
    let key: HTML = "<code>\(naming.keyID ?? "")</code>"
    let agents: HTML? =
      switch naming.agents {
      case .pseudonym:
        say(
          """
          Agents’ ids were replaced before anything was kept, by keyed pseudonyms (HMAC-SHA-256); \
          the key has the id \(key) and lies outside the archive.
          """)
      case .id: say("Agents’ ids are kept in the client’s archive, and stand in no file here.")
      case .drop: say("Agents’ ids were dropped before anything was kept.")
      case nil: nil
      }
    let conversations: HTML? =
      switch naming.conversations {
      case .pseudonym:
        say(
          """
          Conversations’ ids were replaced before anything was kept, by keyed pseudonyms \
          (HMAC-SHA-256); the key has the id \(key) and lies outside the archive.
          """)
      case .id:
        say("Conversations’ ids are kept in the client’s archive, and stand in no file here.")
      case .drop, nil: nil
      }
    return [agents, conversations].compactMap(\.self)
  }

  /// What is published besides, under the operator's own label.
  private var columns: [HTML] {
    Set(statement.columns.map(\.name)).sorted().map { name in
      let label = statement.disclosure.columns[name] ?? name
      return say(
        """
        “\(.outside(label))” (<code>\(.outside(name))</code>) is published as the source sends it, in \
        <a href="data/columns.csv">columns.csv</a>; no figure of the contract is made of it.
        """)
    }
  }

  private var hiddenAgents: [HTML] {
    guard statement.disclosure.hidesAgents else { return [] }
    return [
      say(
        """
        The partner’s agents are fewer than \(statement.disclosure.smallestGroup), so their time, which \
        would be that of persons, is left out.
        """)
    ]
  }
}
