using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    private static readonly InstrumentItem TestOfOne = new("t1", "1.1", CompetenceDimension.Skill, ItemEvidence.Test, ItemScale.Score);

    [Fact]
    public void Items_come_back_whole_and_the_same_code_measured_otherwise_is_another_item()
    {
        var header = Header(DeliveryKind.Survey) with { Items = [InstrumentItem.Plain("1.1"), TestOfOne] };
        var id = Deliver(Store, header, s => s.Write(Survey((1, null, [3, 87])))).DeliveryId;
        var sameCode = new InstrumentItem("1.1", "1.1", CompetenceDimension.None, ItemEvidence.Self, ItemScale.Sat);
        Deliver(Store, Header(DeliveryKind.Survey, source: "annat") with { Items = [sameCode, TestOfOne] }, s => s.Write(Survey((2, null, [2, 100]))));
        Assert.Equal(header.Items, Store.Ledger.Find(id)!.Header.Items);
        var columns = Store.Columns.Responses(Org, InWave);
        Assert.Equal([InstrumentItem.Plain("1.1"), TestOfOne, sameCode], columns.Items);
        Assert.Equal([[3, AnswerCode.NotInInstrument], [87, 100], [AnswerCode.NotInInstrument, 2]], columns.Answers);
        Assert.Equal(0, InstrumentItem.IndexOfLevel(columns.Items, "1.1"));
    }

    [Fact]
    public void Flags_come_back_and_what_was_stored_before_them_has_none_and_plain_items()
    {
        Deliver(Store, Header(DeliveryKind.Survey), s =>
        {
            var batch = Answers(1, 2);
            batch.Flags[1] = QualityFlags.TooFast | QualityFlags.AfterWave;
            s.Write(batch);
        });
        Assert.Equal([QualityFlags.None, QualityFlags.TooFast | QualityFlags.AfterWave], Store.Columns.Responses(Org, InWave).Flags);
        Raw(s =>
        {
            s.ExecuteText("UPDATE response SET flags = NULL;");
            s.ExecuteText("UPDATE delivery_item SET competence = NULL, dimension = NULL, evidence = NULL, scale = NULL;");
            return 0;
        });
        var columns = Store.Columns.Responses(Org, InWave);
        Assert.Equal([QualityFlags.None, QualityFlags.None], columns.Flags);
        Assert.Equal([InstrumentItem.Plain("1.1"), InstrumentItem.Plain("1.2")], columns.Items);
    }

    [Fact]
    public void An_answer_that_tells_another_background_than_every_employment_of_the_person_disagrees()
    {
        var register = Register(("1", null, "101"), ("1", null, "102"), ("2", null, "101"), ("3", null, ""));
        register.EmploymentNumber[1] = 2;
        for (var r = 0; r < register.Count; r++)
        {
            register.Gender[r] = Gender.Woman;
            register.BirthYear[r] = 1980;
        }

        register.Gender[2] = Gender.Unknown;
        register.Protected[3] = true;
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(register));
        Deliver(Store, Header(DeliveryKind.Register, DeliveryMode.Increment), s => s.Write(Register(("2", null, "103"))));

        // A register of another day says nothing of this wave.
        DeliverRegister(Store, October.AddDays(40), ("1", null, "999"), ("2", null, "999"));
        (string? Person, string Unit, string Role, Gender Gender, short BirthYear, bool Differs)[] rows =
        [
            ("1", "102", "lokalvardare", Gender.Woman, 1980, false), ("1", "103", "", Gender.Unknown, 0, true), ("1", "", "", Gender.Unknown, 0, false),
            ("1", "", "kock", Gender.Unknown, 0, true), ("1", "101", "", Gender.Man, 0, true), ("1", "101", "", Gender.Unknown, 1981, true),
            ("2", "103", "", Gender.Man, 1990, false), ("2", "101", "", Gender.Unknown, 0, true), ("3", "101", "kock", Gender.Woman, 1955, false),
            ("3", "", "", Gender.Man, 0, true), ("9", "999", "kock", Gender.Man, 1, false), (null, "999", "kock", Gender.Man, 1, false),
        ];
        using var session = Store.Facts.Begin(Header(DeliveryKind.Survey));
        var batch = Survey([.. rows.Select((r, i) => ((long)i, r.Person, new byte[] { 3, 4 }))]);
        for (var r = 0; r < rows.Length; r++)
        {
            batch.Unit.Set(r, rows[r].Unit);
            batch.Role.Set(r, rows[r].Role);
            batch.Gender[r] = rows[r].Gender;
            batch.BirthYear[r] = rows[r].BirthYear;
            batch.Flags[r] = QualityFlags.TooFast;
        }

        session.Write(batch);
        Assert.Equal(rows.Count(r => r.Differs), session.Disagreements);
        session.Complete(0, 0, [], false);
        Assert.Equal(
            rows.Select(r => r.Differs ? QualityFlags.TooFast | QualityFlags.RegisterDiffers : QualityFlags.TooFast), Store.Columns.Responses(Org, InWave).Flags);
    }

    [Fact]
    public void An_anonymous_answer_is_held_beside_nobody()
    {
        DeliverRegister(Store, October, ("1", null, "101"));
        using var session = Store.Facts.Begin(Header(DeliveryKind.Survey));
        var batch = new SurveyBatch(1, 2, false, []) { Count = 1 };
        batch.Unit.Set(0, "102");
        batch.Role.Set(0, "");
        session.Write(batch);
        Assert.Equal(0, session.Disagreements);
    }
}
