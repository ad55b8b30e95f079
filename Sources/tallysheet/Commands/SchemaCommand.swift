import ArgumentParser
import Workspace

/// `schema`: what an editor needs to help with our files.
struct SchemaCommand: ParsableCommand, Messaging {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of tallysheet.yml or of contract files, for editors.",
    discussion: "Example: tallysheet schema contract > contract.schema.json")

  @Argument(help: "The kind of file: configuration or contract.")
  var file: FileSchema

  @Flag(help: "Print a reference in Markdown instead, with every key and what it means.")
  var markdown = false

  @OptionGroup var messages: MessageOptions

  func run() { Terminal.result(markdown ? file.reference : file.json) }
}

/// The files that have a schema, as the command line names them.
extension FileSchema: ExpressibleByArgument {}
