/// Where a walk over a syntax tree goes next.
package enum Step: Hashable, Sendable {
  case visitChildren
  case skipChildren
  case stop
}
