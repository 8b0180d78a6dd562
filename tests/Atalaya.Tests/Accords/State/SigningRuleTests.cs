using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Testing;
using static Atalaya.Testing.TwoLogs;

namespace Atalaya.Tests.Accords.State;

/// <summary>Whose signature counts: keys by index, roles, two officers.</summary>
public sealed class SigningRuleTests : IDisposable
{
    private readonly TwoLogs logs = new();

    [Fact]
    public void A_guidance_without_a_second_officer_waits_and_is_in_nobody_s_force()
    {
        var digest = logs.Say("authority 1", Guidance(Mx));

        Expect(digest, RecordEffect.Waiting, AccordRule.ApprovalMissing);
        Assert.Equal(GuidanceStage.Proposed, logs.State.Guidance(InFlight).Single().Stage);
        Assert.Contains(new PendingItem(Mx, PendingKind.ApprovalDue, digest), logs.State.Pending(InFlight));
    }

    [Fact]
    public void An_officer_cannot_approve_what_she_wrote()
    {
        var digest = logs.Say("authority 1", Guidance(Mx));
        var approval = logs.Approve("authority 1", Mx, digest);

        Expect(approval, RecordEffect.Refused, AccordRule.SelfApproval);
        Expect(digest, RecordEffect.Waiting, AccordRule.ApprovalMissing);
    }

    [Fact]
    public void An_approval_by_the_other_side_or_of_another_role_or_of_nothing_is_none()
    {
        var digest = logs.Say("authority 1", Guidance(Mx));
        Expect(logs.Approve("authority 2", Us, digest), RecordEffect.Refused, AccordRule.ApprovalOfNothing);
        Expect(logs.Approve("liaison 1", Mx, digest), RecordEffect.Refused, AccordRule.RoleMayNotSign);
        Expect(logs.Approve("authority 2", Mx, RecordDigest.Of("nothing"u8)), RecordEffect.Refused, AccordRule.ApprovalOfNothing);
        Expect(digest, RecordEffect.Waiting, AccordRule.ApprovalMissing);

        logs.Approve("authority 2", Mx, digest);
        Expect(digest, RecordEffect.InEffect, null);
        Expect(logs.Say("authority 2", new Approval(Header(Mx) with { Said = InFlight }, digest, ApprovalAnswer.Approve)), RecordEffect.Refused, AccordRule.AlreadyApproved);
    }

    [Fact]
    public void An_approval_that_stands_before_what_it_approves_is_none()
    {
        using var elsewhere = new TwoLogs();
        var digest = elsewhere.Say("authority 1", Guidance(Mx));
        var approval = logs.Approve("authority 2", Mx, digest);
        logs.Append(Mx, elsewhere.Sealed(digest));

        Expect(approval, RecordEffect.Refused, AccordRule.ApprovalOfNothing);
        Expect(digest, RecordEffect.Waiting, AccordRule.ApprovalMissing);
    }

    [Fact]
    public void An_approval_of_what_needs_none_is_refused()
    {
        logs.FileGuidance();
        var affirmation = logs.Say("node", new Affirmation(Header(Mx), logs.Pair(Mx).Own, InFlight.InUtc().Date, AffirmationWord.InForceUnchanged));

        Expect(affirmation, RecordEffect.InEffect, null);
        Expect(logs.Approve("authority 1", Mx, affirmation), RecordEffect.Refused, AccordRule.ApprovalNotNeeded);
    }

    [Theory]
    [InlineData("liaison 1", AccordRule.RoleMayNotSign)]
    [InlineData("custodian 1", AccordRule.RoleMayNotSign)]
    [InlineData("a stranger", AccordRule.KeyUnknown)]
    public void A_key_signs_only_what_its_role_may(string officer, AccordRule rule) => Expect(logs.Say(officer, Guidance(Mx)), RecordEffect.Refused, rule);

    [Fact]
    public void A_key_of_one_side_does_not_speak_for_the_other()
    {
        var forged = RecordCatalogue.Seal(Guidance(Mx), logs.Officer(Us, "authority 1"), TestOfficers.Salts(1)).Value!;
        logs.Append(Mx, forged);

        Expect(forged.Digest, RecordEffect.Refused, AccordRule.KeyUnknown);
    }

    [Fact]
    public void A_key_signs_from_the_index_of_its_approved_enrolment_to_that_of_its_revocation()
    {
        var early = logs.Say("liaison 3", Withdrawal("early"));
        var enrolment = logs.Say("custodian 1", Key(KeyAct.Enrol, "liaison 3"));
        var between = logs.Say("liaison 3", Withdrawal("between"));
        logs.Approve("custodian 2", Us, enrolment);
        var inside = logs.Say("liaison 3", Withdrawal("inside"));
        logs.Say("custodian 1", Key(KeyAct.Revoke, "liaison 3"));
        var late = logs.Say("liaison 3", Withdrawal("late") with { Header = Header(Us) with { Said = Start - NodaTime.Duration.FromDays(300) } });

        Expect(early, RecordEffect.Refused, AccordRule.KeyUnknown);
        Expect(between, RecordEffect.Refused, AccordRule.KeyUnknown);
        Expect(inside, RecordEffect.Waiting, AccordRule.ReferenceMissing);
        Expect(late, RecordEffect.Refused, AccordRule.KeyNotInForce);
        var span = logs.State.Keys(Us).Single(k => k.Key == logs.Officer(Us, "liaison 3").Key);
        Assert.Equal((OfficerRole.Liaison, 3L, (long?)5), (span.Role, span.EnrolledAt, span.RevokedAt));
    }

    [Fact]
    public void A_stolen_key_s_draft_cannot_be_approved_after_the_key_was_revoked()
    {
        var draft = logs.Say("authority 1", Guidance(Us));
        logs.Say("custodian 1", new KeyEvent(Header(Us), KeyAct.Revoke, logs.Officer(Us, "authority 1").Key, OfficerRole.Authority, null));

        Expect(logs.Approve("authority 2", Us, draft), RecordEffect.Refused, AccordRule.AuthorKeyRevoked);
        Expect(draft, RecordEffect.Waiting, AccordRule.ApprovalMissing);
    }

    [Fact]
    public void A_revoked_key_does_not_come_back_and_no_key_has_two_offices()
    {
        logs.Say("custodian 1", new KeyEvent(Header(Us), KeyAct.Revoke, logs.Officer(Us, "observer").Key, OfficerRole.Observer, null));
        var again = logs.Agree("custodian", new KeyEvent(Header(Us), KeyAct.Enrol, logs.Officer(Us, "observer").Key, OfficerRole.Observer, null));
        var second = logs.Agree("custodian", new KeyEvent(Header(Us), KeyAct.Enrol, logs.Officer(Mx, "liaison 1").Key, OfficerRole.Liaison, null));
        var unknown = logs.Say("custodian 2", Key(KeyAct.Revoke, "nobody"));

        Expect(again, RecordEffect.Refused, AccordRule.KeyAlreadyKnown);
        Expect(second, RecordEffect.Refused, AccordRule.KeyAlreadyKnown);
        Expect(unknown, RecordEffect.Refused, AccordRule.KeyNotEnrolled);
    }

    [Fact]
    public void A_record_that_only_the_other_side_s_log_has_does_not_count()
    {
        using var elsewhere = new TwoLogs();
        var digest = elsewhere.Say("authority 1", Guidance(Us));
        logs.Append(Mx, elsewhere.Sealed(digest));

        Expect(digest, RecordEffect.Waiting, AccordRule.NotInHomeLog);
        Assert.Contains(new PendingItem(Us, PendingKind.CopyDue, digest), logs.State.Pending(InFlight));
    }

    [Fact]
    public void A_record_that_is_not_addressed_to_the_other_side_or_stands_twice_does_not_count()
    {
        var secret = logs.Agree("authority", Guidance(Mx) with { Header = Header(Mx) with { Audience = [Mx] } });
        var open = logs.Agree("authority", Guidance(Mx));
        logs.Append(Mx, logs.Sealed(open));

        Expect(secret, RecordEffect.Refused, AccordRule.NotAddressed);
        Expect(open, RecordEffect.InEffect, null);
    }

    [Fact]
    public void A_sealed_record_waits_until_it_is_opened()
    {
        var digest = logs.Agree("authority", Guidance(Mx));
        var records = logs.Records.ToList();
        var sealedOnes = records.Select(r => r.Digest == digest ? r with { Record = null } : r).ToList();

        Assert.Equal(AccordRule.NotOpened, AccordState.Fold(logs.Terms, sealedOnes).RulingOf(digest)!.Rule);
        Assert.Equal(RecordEffect.InEffect, AccordState.Fold(logs.Terms, [.. sealedOnes, .. records]).RulingOf(digest)!.Effect);
    }

    [Fact]
    public void Two_records_at_one_index_of_their_own_log_do_not_count_but_copies_of_the_other_side_s_do()
    {
        var (mx, us) = logs.FileGuidance();
        var records = logs.Records.ToList();
        var (mine, copy) = (records.Single(r => r.Digest == mx && r.Log == Mx), records.Single(r => r.Digest == us && r.Log == Mx));
        using var elsewhere = new TwoLogs();
        var other = RecordCatalogue.Seal(Guidance(Mx), elsewhere.Officer(Mx, "authority 2"), TestOfficers.Salts(99)).Value!;

        var state = AccordState.Fold(logs.Terms, [.. records, LoggedRecord.From(Mx, mine.Index, other), LoggedRecord.From(Mx, copy.Index, other)]);

        Assert.Equal(AccordRule.IndexTaken, state.RulingOf(mx)!.Rule);
        Assert.Equal(AccordRule.IndexTaken, state.RulingOf(other.Digest)!.Rule);
        Assert.Equal(RecordEffect.InEffect, state.RulingOf(us)!.Effect);
    }

    [Fact]
    public void A_stranger_s_signature_under_the_same_words_does_not_keep_the_officer_s_out()
    {
        using var stranger = TestOfficers.Named("stranger");
        var good = RecordCatalogue.Seal(Guidance(Mx), logs.Officer(Mx, "authority 1"), TestOfficers.Salts(1)).Value!;
        var bad = SealedRecord.Open(Envelope.Make(good.Envelope.Payload.ToArray(), stranger), [.. good.Disclosures.Select(static d => d.Text)]).Value!;
        logs.Append(Mx, bad);
        logs.Append(Mx, good);
        logs.Approve("authority 2", Mx, good.Digest);

        Assert.Equal(RecordEffect.InEffect, logs.State.RulingOf(good.Digest)!.Effect);
        Assert.Contains(logs.State.Rulings, r => r.Record == good.Digest && r.Rule == AccordRule.KeyUnknown);
    }

    public void Dispose() => logs.Dispose();

    private static Withdrawal Withdrawal(string of) => new(Header(Us), RecordDigest.Of(System.Text.Encoding.UTF8.GetBytes(of)), null);

    private KeyEvent Key(KeyAct act, string officer) => new(Header(Us), act, logs.Officer(Us, officer).Key, OfficerRole.Liaison, null);

    private void Expect(RecordDigest digest, RecordEffect effect, AccordRule? rule)
    {
        var ruling = logs.State.RulingOf(digest)!;
        Assert.Equal((effect, rule), (ruling.Effect, ruling.Rule));
    }
}
