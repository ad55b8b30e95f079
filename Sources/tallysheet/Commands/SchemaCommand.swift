import ArgumentParser
import Pages
import Workspace

/// `schema`: what an editor or a designer needs to help with our files.
struct SchemaCommand: ParsableCommand, Messaging {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case configuration, contract, templates
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of tallysheet.yml or of contracts, or the keys of templates.",
    discussion: """
      Example: tallysheet schema contract > contract.schema.json

      Templates have no JSON Schema: their keys are printed as Markdown. With --to the built-in ones \
      are written out, for a designer to begin with.
      """)

  @Argument(help: "The kind of file: configuration, contract or templates.")
  var file: Kind

  @Flag(help: "Print a reference in Markdown instead, with every key and what it means.")
  var markdown = false

  @Option(help: "With 'templates': write the built-in ones into this folder, which must not exist.")
  var to: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if to != nil, file != .templates {
      throw ValidationError("'--to' belongs to 'schema templates'.")
    }
  }

  func run() throws {
    switch file {
    case .configuration:
      Terminal.result(markdown ? FileSchema.configuration.reference : FileSchema.configuration.json)
    case .contract:
      Terminal.result(markdown ? FileSchema.contract.reference : FileSchema.contract.json)
    case .templates:
      guard let to else { return Terminal.result(TemplateReference.markdown.trimmedEnd) }
      let files = TemplateSet().files
      guard !SiteWriter.exists(to) else { throw ExistingFile(path: to) }
      for file in files { try SiteWriter.replace(file, in: to) }
      Terminal.result("\(files.count) templates in \(to)")
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
