using System.Reflection;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Architecture;

/// <summary>The walls of the house, kept by reading the compiled assemblies.</summary>
public class RoomTests
{
    private static readonly Assembly Analytics = typeof(Digilo.Analytics.Model.Competence).Assembly;
    private static readonly Assembly Ingest = typeof(Digilo.Analytics.Ingest.IngestAssembly).Assembly;
    private static readonly Assembly Dashboard = typeof(Digilo.Analytics.Dashboard.Texts.TextCatalogue).Assembly;

    public static TheoryData<string> Assemblies => [Analytics.Location, Ingest.Location, Dashboard.Location];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void EveryRoom_UsesOnlyWhatItMay(string assembly) => AssertNone(RoomChecker.Offenders(assembly));

    [Fact]
    public void Checker_ListsEveryOffender_InAWrongSample()
    {
        var offenders = RoomChecker.Offenders(typeof(RoomTests).Assembly.Location);

        Assert.Contains(offenders, o => o.Contains("WrongPage", StringComparison.Ordinal) && o.Contains("Storage.Store", StringComparison.Ordinal));
        Assert.Contains(offenders, o => o.Contains("WrongEstimator", StringComparison.Ordinal) && o.Contains("DateTime::get_UtcNow", StringComparison.Ordinal));
        Assert.Contains(offenders, o => o.Contains("WrongEstimator", StringComparison.Ordinal) && o.Contains("System.IO.File", StringComparison.Ordinal));
        Assert.Contains(offenders, o => o.Contains("WrongEstimator", StringComparison.Ordinal) && o.Contains("Snapshots.Snapshot", StringComparison.Ordinal));
        Assert.DoesNotContain(offenders, o => o.Contains("RightEstimator", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void References_StandStill_AndOnlyOffsetsMove(string assembly) => AssertNone(SteppedReferences.In(assembly));

    [Fact]
    public void SteppedReferences_AreSeen_InAWrongSample()
    {
        var stepped = SteppedReferences.In(typeof(RoomTests).Assembly.Location);

        Assert.Contains(stepped, s => s.Contains("WrongSum::Local", StringComparison.Ordinal));
        Assert.Contains(stepped, s => s.Contains("WrongSum::Argument", StringComparison.Ordinal));
        Assert.DoesNotContain(stepped, s => s.Contains("RightSum", StringComparison.Ordinal));
    }

    [Fact]
    public void DatabasePackages_AreReferenced_ByAnalyticsAlone()
    {
        string[] databases = ["Dapper", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite"];
        AssertNone(new[] { Ingest, Dashboard }
            .SelectMany(a => a.GetReferencedAssemblies().Where(r => databases.Contains(r.Name)).Select(r => $"{a.GetName().Name} references {r.Name}")));
        Assert.Contains(Analytics.GetReferencedAssemblies(), r => r.Name == "Dapper");
    }

    [Theory]
    [InlineData(typeof(PublishedCell))]
    [InlineData(typeof(PublishedTable))]
    [InlineData(typeof(Snapshot))]
    public void PublishedTypes_AreMadeInternally_AndNeverRewritten(Type type)
    {
        Assert.True(type.IsSealed);
        Assert.Empty(type.GetConstructors());
        AssertNone(type.GetProperties().Where(p => p.SetMethod is not null).Select(p => $"{type.Name}.{p.Name} has a setter"));
        AssertNone(type.GetFields().Where(f => f is { IsStatic: false }).Select(f => $"{type.Name}.{f.Name} is a public field"));
    }

    [Fact]
    public void WhatCrossesThePrivacyWall_IsThisList()
    {
        // Model, Snapshots, Desk and Interpretation are made to be read, and so are the indicators' definitions (the next test holds
        // their computations inside). Of the other rooms, only these types are seen outside.
        string[] open = ["Model", "Snapshots", "Desk", "Interpretation", "Indicators"];
        string[] doors =
        [
            "Digilo.Analytics.Estimates.EstimateRow",
            "Digilo.Analytics.Rights.PersonErasure",
            "Digilo.Analytics.Rights.PersonReportOrder",
            "Digilo.Analytics.Rights.PersonRights",
            "Digilo.Analytics.Rights.RetentionProof",
            "Digilo.Analytics.Runs.MethodValidation",
            "Digilo.Analytics.Runs.Refresh",
            "Digilo.Analytics.Runs.RefreshResult",
            "Digilo.Analytics.Runs.WaveAudit",
            "Digilo.Analytics.Storage.DeliveryOutcome",
            "Digilo.Analytics.Storage.IDeliverySession",
            "Digilo.Analytics.Storage.IFactStore",
            "Digilo.Analytics.Storage.IPseudonyms",
            "Digilo.Analytics.Storage.Store",
            "Digilo.Analytics.Storage.StoreException",
            "Digilo.Analytics.Storage.StoreOptions",
            "Digilo.Analytics.Storage.StoreProvider",
        ];

        var seen = RoomChecker.PublicTypes(Analytics.Location)
            .Where(t => !open.Any(o => t.StartsWith($"Digilo.Analytics.{o}.", StringComparison.Ordinal)));
        Assert.Equal(doors, seen);
    }

    [Fact]
    public void Indicators_ShowTheirDefinitions_AndNeverAComputation() =>
        AssertNone(Analytics.GetExportedTypes()
            .Where(t => t.Namespace == "Digilo.Analytics.Indicators" && t is { IsAbstract: true, IsSealed: true })
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => $"{t.Name}.{m.Name}"))
            .Where(m => !m.EndsWith(".get_Definition", StringComparison.Ordinal) && !m.StartsWith("Catalogue.", StringComparison.Ordinal)));

    private static void AssertNone(IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, $"{all.Count} offender(s):{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
