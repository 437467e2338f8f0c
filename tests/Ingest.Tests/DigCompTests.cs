using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>DigComp 3.0 in the shape of the open Swedish edition; the wording here is made up.</summary>
public class DigCompTests
{
    private const string Status = "\"translation_status\": \"reviewed\", \"translator\": null, \"last_updated\": null, \"notes\": null";

    [Fact]
    public void Each_file_gives_its_entries_and_they_add_to_each_other()
    {
        using var house = new TestHouse();
        var rows = new List<string>();
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[
            ("competence_areas", $$"""[{ "id": 1, "name": { "en": "Area", "sv": "Område" }, "descriptor": { "en": "D", "sv": "B" }, "competences": [], {{Status}} }]"""),
            ("competences", $$"""[{ "id": "1.1", "area_id": 1, "name": { "en": "Competence", "sv": null }, "descriptor": { "en": "D", "sv": null }, {{Status}} }]"""),
            ("proficiency_levels", $$"""
                { "four_level": [{ "name": { "en": "Basic", "sv": "Bas" }, "description": { "en": "D", "sv": "B" }, "purpose": {}, {{Status}} }, { "name": { "en": "Highly advanced", "sv": "Mycket avancerad" }, "description": {}, {{Status}} }],
                  "eight_level": [{ "eqf_level": 3, "cefr_style": "B1", "parent_level_name": { "en": "Intermediate", "sv": "Medel" }, "description": {}, {{Status}} }] }
                """),
            ("competence_statements", $$"""[{ "id": "CS1.1.01", "competence_id": "1.1", "proficiency_level": "Basic", "ai_label": "AI-Implicit", "text": { "en": "Statement", "sv": null }, {{Status}} }]"""),
            ("learning_outcomes", $$"""[{ "id": "LO1.1.01", "competence_id": "1.1", "proficiency_level": "Highly advanced", "dimension": "Attitude", "ai_label": "AI-Explicit", "text": { "en": "Outcome", "sv": "Utfall" }, {{Status}} }]""")])
        {
            var path = house.Write(name + ".json", text);
            using (var source = Open(path))
            {
                while (source.Read())
                {
                    rows.Add(string.Join('|', Enumerable.Range(2, 7).Select(i => Encoding.UTF8.GetString(source.Cell(i)))));
                }
            }

            var result = house.Import(path);
            Assert.Equal(("digcomp-framework", DeliveryStatus.InForce, DeliveryMode.Increment, 0L), (result.Header.Profile, result.Status, result.Header.Mode, result.RowsQuarantined));
        }

        Assert.Equal(
            [
                "1|area||Område|Area||", "1.1|competence|1||Competence||", "band-1-2|level||Bas|Basic|1-2|", "band-7-8|level||Mycket avancerad|Highly advanced|7-8|",
                "level-3|level||Medel|Intermediate|3|", "CS1.1.01|statement|1.1||Statement|1-2|", "LO1.1.01|outcome|1.1|Utfall|Outcome|7-8|Attitude",
            ],
            rows);
    }

    [Fact]
    public void The_glossary_is_no_framework()
    {
        using var house = new TestHouse();
        var path = house.Write("glossary.json", $$"""[{ "term": { "en": "Word", "sv": "Ord" }, "explanation": { "en": "X", "sv": null }, {{Status}} }]""");
        Assert.Equal(Rules.FrameworkGlossary, house.Import(path).Faults.First().Rule);
    }

    [Fact]
    public void An_entry_of_no_known_kind_is_held_back()
    {
        using var house = new TestHouse();
        var path = house.Write(
            "a.json", $$"""[{ "id": 1, "name": { "sv": "A" }, "descriptor": {}, {{Status}} }, { "id": 2, {{Status}} }, 3, { "id": "4.1", "area_id": true }, { "competence_id": "1.1", "text": {} }]""");
        var result = house.Import(path);
        Assert.Equal((5L, 1L, 4L), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal([2, 3, 4, 5], result.Findings.Where(f => f.Rule == Rules.EntryInvalid).Select(f => f.Line));
    }

    private static ITableSource Open(string path) =>
        SourceFormats.Open(new SourceRequest(FileFacts.Read(path, SourceLimits.Default), FileLayout.Found, SourceLimits.Default, NoReport.Instance, Path.GetFileName(path)));
}
