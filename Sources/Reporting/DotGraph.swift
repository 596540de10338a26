package import Findings
import RuleCatalog

/// Renders graphs for Graphviz: shapes by what a resource is, colours by why an edge is there, cycles
/// in bold.
package struct DotGraph: Sendable {
  package init() {}

  /// Equal graphs give equal bytes.
  package func render(_ graph: ResourceGraph) -> String {
    let nodes = graph.resources.map { resource in
      let label = quoted("\(resource.name)\n\(resource.kind)")
      return "  \(quoted(resource.name)) [label=\(label), shape=\(shape(of: resource))];\n"
    }
    let edges = graph.edges.map { edge in
      let place = "\(edge.location.file):\(edge.location.line)"
      let look =
        "color=\"\(colour(of: edge.kind))\"" + (edge.isInCycle ? ", penwidth=2.5" : ", penwidth=1")
      return "  \(quoted(edge.from)) -> \(quoted(edge.to)) [\(look), "
        + "tooltip=\(quoted("\(edge.kind): \(edge.location.function)(), \(place)"))];\n"
    }
    return """
      digraph deadlint {
        rankdir=LR; nodesep=0.2; ranksep=0.6; labelloc=b; fontname="DejaVu Sans"; fontsize=9;
        label="blue: held over a wait; red: signalled behind it; brown: one after the other; green: I/O put off; bold: on a cycle";
        node [fontname="DejaVu Sans", fontsize=10, style=filled, fillcolor="#f6f7f9"];
        edge [fontname="DejaVu Sans", fontsize=8, arrowsize=0.7];
      \(nodes.joined())\(edges.joined())}

      """
  }

  private func shape(of resource: Resource) -> String {
    switch ResourceKind(rawValue: resource.kind)?.family {
    case .lock: "box"
    case .event: "ellipse"
    case .execution: "component"
    case .io: "cylinder"
    case .reclaim: "house"
    case .section: "note"
    case nil: "plaintext"
    }
  }

  private func colour(of kind: String) -> String {
    switch EdgeKind(rawValue: kind) {
    case .holdAndWait: "#1f5fbf"
    case .signalAfter: "#b3261e"
    case .serialised: "#8a5a00"
    case .deferredIO: "#1d6b35"
    default: "#5f6877"
    }
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }
}
