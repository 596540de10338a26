/// What the kernel promises to the functions that are stored in a field of function pointer type.
///
/// A call through such a field is not followed from the caller: what is stored there runs in its own
/// context, and is judged there.
package struct FieldContract: Hashable, Sendable {
  /// `record.field`.
  package let field: String
  package let context: CallContext
  /// What the caller of the method holds: locks, and where they are among its arguments, and sections.
  package let holds: [Effect]

  /// What its runs are one execution of, for those who wait until none of them is left; nil for the table that
  /// the method is in.
  package let object: ObjectSpec?

  /// The field, as `record.field`, of the method of the same table that is called before this one, and what it
  /// takes is held on.
  package let after: String?

  /// For what reclaim calls: the field, as `record.field`, in which it is told the mask of the
  /// allocation that it runs for.
  package let mask: String?

  /// For what reclaim calls: what an allocation has to let reclaim do to get there.
  package let needs: ReclaimReach?

  /// Whether nobody else can have the object of its first argument any more.
  package let isForLastUser: Bool

  package init(
    field: String, context: CallContext, holds: [Effect], object: ObjectSpec? = nil,
    after: String? = nil, mask: String? = nil, needs: ReclaimReach? = nil,
    isForLastUser: Bool = false
  ) {
    self.field = field
    self.context = context
    self.holds = holds
    self.object = object
    self.after = after
    self.mask = mask
    self.needs = needs
    self.isForLastUser = isForLastUser
  }
}
