import Figures

/// The operator's list of partners.
///
/// It stands beside the partners' folders and is never published.
struct OverviewPage {
  let organization: String
  let partners: [Partner]

  func page() -> Page {
    Page(
      path: "index.html", kind: .overview, title: "Partner sites | \(organization)",
      language: "en-GB", partner: organization, navigation: [Page.Link("Partners", "index.html")],
      crumbs: [], here: nil, running: ("Partner sites", organization, "Tallysheet"),
      footer: """
        <p>This page is for \(.outside(organization)) alone. It names every partner and is not \
        part of any partner's site.</p>
        """, notice: nil, links: nil,
      values: [
        "heading": .text("Partner sites"),
        "deck": .html(
          "One folder for each partner, complete in itself and ready to be copied to its host."),
        "partners": .html(list),
      ])
  }

  private var list: HTML {
    guard !partners.isEmpty else { return "<p>No partner has a site yet.</p>" }
    return Facts.list(
      partners.map { partner in
        "<a href=\"\(url: partner.id)/index.html\">\(.outside(partner.name))</a>"
      })
  }
}
