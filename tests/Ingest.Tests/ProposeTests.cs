using System.Text.Json.Nodes;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Proposing;
using Digilo.Analytics.Ingest.Tests.LimeSurvey;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using NJsonSchema;

namespace Digilo.Analytics.Ingest.Tests;

public class ProposeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_structure_gives_items_levels_and_codes_and_the_mended_draft_imports_the_archive(bool newer)
    {
        using var house = new TestHouse();
        var structure = LimeSurveyFiles.Structure(newer);
        var proposal = await Propose(house, house.Write("survey_123456.lss", structure));
        Told(proposal, ProposalPart.Recognised, "proposal.structure", "Digital kompetens");
        Told(proposal, ProposalPart.Recognised, "proposal.scale", "A1 = 1, A2 = 4, A3 = 8");
        Told(proposal, ProposalPart.NotUnderstood, "proposal.questions-left", "");
        var json = JsonNode.Parse(proposal.Json)!;
        Assert.Equal("Verktyg[SQ001]", (string?)json["proposal"]!["questions"]!.AsArray().First(q => ((string?)q!["type"]) == "M")!["heading"]);
        Assert.DoesNotContain("anna@exempel.se", proposal.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna Berg", proposal.Json, StringComparison.Ordinal);

        var archive = LimeSurveyFiles.Archive(
            structure, LimeSurveyFiles.Responses(["id", "submitdate", "anstnr", "123456X58X3811", "123456X58X3842"], ["1", "2023-10-02 10:00:00", "7", "A1", "A3"], ["2", null, "8", "", null]));
        var rows = Import(house, Mended(proposal), house.WriteBytes("a.lsa", archive));
        Assert.Equal([[1, 8], [AnswerCode.Skipped, AnswerCode.NotShown]], rows.Select(r => r.Answers));

        // The export with labels is read by the same draft.
        var labels = Import(house, Mended(proposal), house.Write("b.csv", "id;submitdate;anstnr;DC[11];DC[42]\n1;2023-10-02;7;Nybörjare;van\n"));
        Assert.Equal([1, 4], labels[0].Answers);
    }

    [Theory]
    [InlineData("1", "4", "9")]
    [InlineData("0", "0", "0")]
    [InlineData("-1", "1", "2")]
    [InlineData("1.5", "2", "3")]
    [InlineData("", "", "")]
    public async Task Scores_that_are_no_levels_are_told_and_not_used(params string[] values)
    {
        using var house = new TestHouse();
        var proposal = await Propose(house, house.Write("s.lss", LimeSurveyFiles.Structure(true, values: values)));
        Told(proposal, ProposalPart.NotUnderstood, "proposal.scores", "A1 = Nybörjare");
        Assert.DoesNotContain("\"codes\"", Mended(proposal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_with_two_questions_on_one_competence_names_both_and_chooses_none()
    {
        using var house = new TestHouse();
        var structure = LimeSurveyFiles.Structure(true).Replace("Skydda data", "1.1 Söka igen", StringComparison.Ordinal).Replace("[42]", "[SQ9]", StringComparison.Ordinal).Replace("<![CDATA[42]]>", "<![CDATA[SQ9]]>", StringComparison.Ordinal);
        var proposal = await Propose(house, house.Write("s.lss", structure));
        Told(proposal, ProposalPart.NotUnderstood, "proposal.competence-several", "DC[11], DC[SQ9]");
        Assert.DoesNotContain("\"item\"", Mended(proposal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1 Söka;4.2 Skydda")]
    [InlineData("Hur väl? [Söka, filtrera och bläddra i data, information och digitalt innehåll];Hur väl? [Skydda personuppgifter och privatliv]")]
    [InlineData("Browsing, searching and filtering information;Protecting personal data and privacy")]
    [InlineData("K1_1;K4_2")]
    [InlineData("DC11;DC42")]
    public async Task A_table_of_a_survey_tool_gives_items_by_id_or_exact_name(string items)
    {
        using var house = new TestHouse();
        var rows = string.Concat(Enumerable.Range(1, 12).Select(i => $"{i};2023-10-{i:00} 10:00;00{i};{i % 3 + 1} – steg;{(i == 1 ? "Vet ej" : "2 – steg")}\n"));
        var path = house.Write("svar_2023-10-31 (1-12).csv", $"Respondent ID;Slutförandetid;Anställningsnummer;{items}\n".Replace("Respondent ID", "RespondentID", StringComparison.Ordinal) + rows);
        var proposal = await Propose(house, path);
        Assert.Equal("svar_2023-10-31-1-12", proposal.Name);
        Told(proposal, ProposalPart.Recognised, "proposal.levels", "1 – steg = 1");
        var draft = JsonNode.Parse(proposal.Json)!;
        Assert.Equal(("standard-survey", "svar_* *.csv"), ((string?)draft["extends"], (string?)draft["file"]!["pattern"]));
        // One label came once: it is not listed, so a person adds it.
        var mended = JsonNode.Parse(Mended(proposal))!;
        mended["missing"] = new JsonObject { [""] = "skipped", ["Vet ej"] = "dontKnow" };
        var answers = Import(house, mended.ToJsonString(), path);
        Assert.Equal(12, answers.Count);
        Assert.Equal([2, AnswerCode.DontKnow], answers[0].Answers);
    }

    [Fact]
    public async Task Day_and_month_that_cannot_be_told_apart_are_told_and_left_open()
    {
        using var house = new TestHouse();
        const string Head = "RespondentID,EndDate,1.1,4.2\n";
        var ambiguous = await Propose(house, house.Write("a.csv", Head + "1,03/04/2023,1,2\n2,05/06/2023,1,2\n"));
        Told(ambiguous, ProposalPart.NotUnderstood, "proposal.date-ambiguous", "dd/MM/yyyy | MM/dd/yyyy");
        Assert.DoesNotContain("\"dates\"", ambiguous.Json, StringComparison.Ordinal);
        var clear = await Propose(house, house.Write("b.csv", Head + "1,03/04/2023,1,2\n2,10/26/2023,1,2\n"));
        Assert.Contains("\"dates\": \"MM/dd/yyyy\"", clear.Json, StringComparison.Ordinal);
        Told(clear, ProposalPart.Recognised, "proposal.levels-digits", "");
    }

    [Fact]
    public async Task Values_are_listed_only_where_they_cannot_be_a_persons()
    {
        using var house = new TestHouse();
        var rows = string.Concat(Enumerable.Range(1, 40).Select(i =>
            $"{1000 + i};hemlig{i % 4}@exempel.se;Anna{(char)('A' + i % 4)} Berg{i % 4};7{i % 3}{i % 2}5;{(i % 2 == 0 ? "Ofta" : "Sällan")};Svar {i};{(i == 3 ? "Udda" : "Vanlig")};{(i % 2 == 0 ? "Ko" : "Kim")};196408233234\n"));
        var proposal = await Propose(house, house.Write("a.csv", "RespondentID;Kontaktväg;Handledare;Kod;Hur ofta;Eget;Sällsynt;Förnamn;Nr\n" + rows));
        Assert.Contains("Ofta", proposal.Json, StringComparison.Ordinal);
        var text = proposal.Json + string.Concat(proposal.Lines.Select(l => IngestTexts.Get("sv", l.Text)));
        foreach (var secret in (string[])["hemlig1", "AnnaB", "Berg1", "715", "Svar 7", "Udda", "Kim", "1964", "1007"])
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Running_numbers_are_no_competences()
    {
        using var house = new TestHouse();
        var proposal = await Propose(house, house.Write("a.csv", "id;submitdate;K1;K2;K11;K12;K13;K14\n1;2023-10-01;1;2;3;4;1;1\n"));
        Told(proposal, ProposalPart.NotUnderstood, "proposal.no-items", "");
        Assert.DoesNotContain("\"item\"", proposal.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_under_other_headings_is_recognised_and_what_is_missing_is_named()
    {
        using var house = new TestHouse();
        var path = house.Write(
            "personal.csv", "Anställnings-nummer;Anställning;Enhetskod;Befattning;Anställningsform;Sysselsättningsgrad;Från;Till;Födelseår;Kön;Konto;Kanal;Digitalt verktyg;Skonummer\n"
            + string.Concat(Enumerable.Range(1, 8).Select(i => $"{i};1;E1;usk;Tillsvidare;100;2020-01-01;;1980;{(i % 2 == 0 ? "K" : "M")};ja;nej;eget;41\n")));
        var proposal = await Propose(house, path);
        Told(proposal, ProposalPart.Recognised, "proposal.kind", "standard-register");
        Told(proposal, ProposalPart.NotUnderstood, "proposal.codes", "K | M");
        Told(proposal, ProposalPart.NotUnderstood, "proposal.ignored", "Skonummer");
        var mended = JsonNode.Parse(Mended(proposal))!;
        mended["columns"]!.AsArray().First(c => (string?)c!["to"] == "gender")!["codes"] = new JsonObject { ["K"] = "woman", ["M"] = "man" };
        using var other = new TestHouse(Catalogue(mended.ToJsonString()));
        Assert.Equal(8, other.Import(path, asOf: "2023-09-30").RowsStored);
        Assert.Equal(Gender.Woman, other.Store.Committed[0].Employments[1].Gender);
    }

    [Fact]
    public async Task A_file_that_a_profile_reads_already_is_told_so_and_a_draft_is_never_used()
    {
        using var house = new TestHouse();
        var path = house.Write("svar.csv", "svarsid;anstnr;inlamnad;1.1;4.2\n1;2;2023-10-02;3;4\n");
        var proposal = await Propose(house, path);
        Told(proposal, ProposalPart.Recognised, "proposal.fits-already", "standard-survey");
        Assert.Contains("$.draft", Assert.Throws<Desk.ConfigurationException>(() => Catalogue(proposal.Json)).Message, StringComparison.Ordinal);
        using var synthetic = new TestHouse(options: o => o with { Synthetic = true });
        Assert.Contains("\"synthetic\": true", (await Propose(synthetic, path)).Json, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_with_its_sentence()
    {
        using var house = new TestHouse();
        Assert.Null(house.Importer.Propose(house.Write("a.pdf", "%PDF-1.7\n"), "sv", out var pdf));
        Assert.Equal(Rules.FileNotText, pdf!.Rule);
        Assert.Null(house.Importer.Propose(house.Write("t.lst", LimeSurveyFiles.Document("Tokens", "443", "<tokens/>")), "sv", out var tokens));
        Assert.Equal(Rules.ParticipantsOnly, tokens!.Rule);
    }

    private static async Task<Proposal> Propose(TestHouse house, string path)
    {
        var proposal = house.Importer.Propose(path, "sv", out var fault);
        Assert.Null(fault);
        var schema = await JsonSchema.FromFileAsync(Path.Combine(ProfileTests.Root(), "config", "schemas", "profile.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(proposal!.Json));
        foreach (var line in proposal.Lines)
        {
            Assert.DoesNotContain("‹", IngestTexts.Get("sv", line.Text) + IngestTexts.Get("en", line.Text), StringComparison.Ordinal);
        }

        return proposal;
    }

    private static void Told(Proposal proposal, ProposalPart part, string code, string argument) => Assert.Contains(
        proposal.Lines, l => l.Part == part && l.Text.Code == code && (argument.Length == 0 || l.Text.Arguments.Any(a => a.Contains(argument, StringComparison.Ordinal))));

    /// <summary>What a person does first: the draft line and the notes are removed.</summary>
    private static string Mended(Proposal proposal)
    {
        var json = JsonNode.Parse(proposal.Json)!.AsObject();
        json.Remove("draft");
        json.Remove("proposal");
        return json.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static List<FakeAnswer> Import(TestHouse house, string profile, string path)
    {
        using var other = new TestHouse(Catalogue(profile));
        var result = other.Import(path, (string?)JsonNode.Parse(profile)!["name"]);
        Assert.Equal((DeliveryStatus.InForce, 0L), (result.Status, result.RowsQuarantined));
        Assert.NotNull(house);
        return other.Store.Committed[0].Answers;
    }

    private static ProfileCatalogue Catalogue(string profile)
    {
        var folder = Directory.CreateTempSubdirectory("profiles");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "own.json"), profile);
            return ProfileCatalogue.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
