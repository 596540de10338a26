import Findings
import Foundation

/// Draws the resources of a finding on a circle, each with an arrow to the one that it waits for. The
/// drawing is SVG inside of the page; its colours are the page's.
struct CycleDrawing {
  private static let width = 640.0
  private static let nodeHeight = 40.0

  let resources: [Resource]
  /// What leads from each resource to the next: the task.
  let labels: [String]
  /// Whether the last leads back to the first.
  let isClosed: Bool
  /// A name that no other drawing of the page has: arrowheads of a drawing that is folded away draw
  /// nothing.
  let name: String

  var svg: String {
    guard !resources.isEmpty else { return "" }
    let height = resources.count < 3 ? 170.0 : 300.0
    let places = places(height: height)
    let words = resources.map(\.name).joined(separator: isClosed ? " waits for " : ", ")
    return """
      <svg class="cycle" viewBox="0 0 \(Int(Self.width)) \(Int(height))" role="img" \
      aria-label="\(HTMLText.escape(words))">
      <defs><marker id="arrow-\(name)" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
      orient="auto-start-reverse"><path d="M0 0L10 5L0 10z"/></marker></defs>
      \(arrows(between: places))\(zip(resources, places).map(node).joined())</svg>
      """
  }

  private func places(height: Double) -> [(x: Double, y: Double)] {
    let (x, y) = (Self.width / 2, height / 2)
    switch resources.count {
    case 1: return [(x, y)]
    case 2: return [(x - 190, y), (x + 190, y)]
    default:
      return resources.indices.map { index in
        let angle = 2 * Double.pi * Double(index) / Double(resources.count) - Double.pi / 2
        return (x + 210 * cos(angle), y + (height / 2 - 30) * sin(angle))
      }
    }
  }

  private func size(of resource: Resource) -> Double {
    max(90, 8 * Double(max(resource.name.count, resource.kind.count)) + 20)
  }

  private func node(_ resource: Resource, _ place: (x: Double, y: Double)) -> String {
    let width = size(of: resource)
    return """
      <g><rect x="\(number(place.x - width / 2))" y="\(number(place.y - Self.nodeHeight / 2))" \
      width="\(number(width))" height="\(number(Self.nodeHeight))" rx="6"/>\
      <text x="\(number(place.x))" y="\(number(place.y - 2))">\(HTMLText.escape(resource.name))</text>\
      <text class="kind" x="\(number(place.x))" y="\(number(place.y + 14))">\
      \(HTMLText.escape(resource.kind))</text></g>

      """
  }

  private func arrows(between places: [(x: Double, y: Double)]) -> String {
    guard isClosed || places.count > 1 else { return "" }
    return places.indices.map { index in
      if index == places.count - 1, !isClosed { return "" }
      let next = (index + 1) % places.count
      return next == index
        ? loop(at: places[index], index) : arrow(places[index], places[next], index)
    }.joined()
  }

  /// A curve to the left of the straight line, so that there and back are two.
  private func arrow(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ index: Int
  ) -> String {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = max(1, (dx * dx + dy * dy).squareRoot())
    let bend = resources.count == 2 ? 46.0 : 18.0
    let middle = (
      x: (from.x + to.x) / 2 + dy / length * bend, y: (from.y + to.y) / 2 - dx / length * bend
    )
    let start = edge(of: from, towards: middle, resources[index])
    let end = edge(of: to, towards: middle, resources[(index + 1) % resources.count])
    let label = HTMLText.escape(labels.indices.contains(index) ? labels[index] : "")
    let y = middle.y + (resources.count == 2 ? (index == 0 ? 4 : 14) : 0)
    return """
      <path class="edge" d="M\(number(start.x)) \(number(start.y))Q\(number(middle.x)) \
      \(number(middle.y)) \(number(end.x)) \(number(end.y))" marker-end="url(#arrow-\(name))"/>\
      <text class="edge" x="\(number(middle.x))" y="\(number(y))">\(label)</text>

      """
  }

  private func loop(at place: (x: Double, y: Double), _ index: Int) -> String {
    let top = place.y - Self.nodeHeight / 2
    let label = HTMLText.escape(labels.first ?? "")
    return """
      <path class="edge" d="M\(number(place.x + 30)) \(number(top))C\(number(place.x + 90)) \
      \(number(top - 70)) \(number(place.x - 90)) \(number(top - 70)) \(number(place.x - 30)) \
      \(number(top))" marker-end="url(#arrow-\(name))"/>\
      <text class="edge" x="\(number(place.x))" y="\(number(top - 40))">\(label)</text>

      """
  }

  /// Where a line from the middle of a node leaves its rectangle.
  private func edge(
    of place: (x: Double, y: Double), towards point: (x: Double, y: Double), _ resource: Resource
  ) -> (x: Double, y: Double) {
    let (dx, dy) = (point.x - place.x, point.y - place.y)
    let (halfWidth, halfHeight) = (size(of: resource) / 2 + 2, Self.nodeHeight / 2 + 2)
    let scale = min(
      dx == 0 ? .infinity : halfWidth / abs(dx), dy == 0 ? .infinity : halfHeight / abs(dy))
    return (place.x + dx * min(1, scale), place.y + dy * min(1, scale))
  }

  /// Whole numbers: equal reports give equal bytes.
  private func number(_ value: Double) -> String { "\(Int(value.rounded()))" }
}
