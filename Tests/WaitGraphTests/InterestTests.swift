import LockIR
import Testing

@testable import WaitGraph

/// What is told of a number is what is asked of it, and nothing that is not so.
struct InterestTests {
  @Test func numbersThatDifferInBitsNobodyAsksForAreOneAnswer() {
    let interest = Interest.bits(0b110)
    #expect(interest.answer(.constant(0b0011)) == interest.answer(.constant(0b1010)))
    #expect(interest.answer(.constant(0b0011)) != interest.answer(.constant(0b0101)))
  }

  @Test func sizesAreOneAnswerToWhetherThereIsAny() {
    #expect(Interest.truth.answer(.constant(20)) == .nonzero)
    #expect(Interest.truth.answer(.oneOf([20, 40])) == .nonzero)
    #expect(Interest.truth.answer(.constant(0)) == .constant(0))
    #expect(Interest.truth.answer(.oneOf([0, 8])) == nil)
  }

  @Test func signsAreToldApart() {
    let above = Interest.sign.answer(.constant(7))
    #expect(above == Interest.sign.answer(.constant(9)))
    #expect(above != Interest.sign.answer(.constant(-7)))
    #expect(above != Interest.sign.answer(.constant(0)))
  }

  @Test func bitsThatAreSetTogetherStayTogether() {
    #expect(Interest.bits(0b11).answer(.oneOf([1, 2])) == .oneOf([1, 2]))
  }

  @Test func whichPartOfARecordIsOnlyToldWhereItIsAsked() throws {
    let part = AbstractValue.part(FieldKey(record: NameID(0), name: NameID(1)))
    #expect(Interest.part.answer(part) == part)
    #expect(Interest.value.answer(part) == nil)
  }

  @Test func joinedBitsAreThoseOfBoth() {
    let one = AbstractValue(KnownBits(set: 0b01, clear: 0b10))
    let other = AbstractValue(KnownBits(set: 0b11))
    #expect(one.joined(with: other) == AbstractValue(KnownBits(set: 0b01)))
    #expect(one.joined(with: .constant(0)) == AbstractValue(KnownBits(clear: 0b10)))
    #expect(one.joined(with: .unknown) == .unknown)
  }

  @Test func bitsThatAreAllKnownAreANumber() {
    #expect(AbstractValue(KnownBits(of: 12)) == .constant(12))
    #expect(AbstractValue(KnownBits()) == .unknown)
    #expect(AbstractValue(KnownBits(isNonzero: true)) == .nonzero)
  }
}
