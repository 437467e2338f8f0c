using System.Diagnostics;
using Digilo.Analytics.Disclosure.Tests.Attack;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>
/// The demo's five employers, as everybody sees them, attacked without knowing the answers: organisations of ordinary size,
/// with merged units, protected identities and several roles, which the small worlds are not.
/// </summary>
public sealed class DemoTests(DemoTests.Demo demo) : IClassFixture<DemoTests.Demo>
{
    /// <summary>The newest wave, and a few competences for all: everything takes a quarter of an hour.</summary>
    [Theory]
    [InlineData("F1")]
    [InlineData("others")]
    [InlineData("1.1")]
    [InlineData("2.4")]
    [InlineData("3.3")]
    [InlineData("4.3")]
    public void No_class_is_told(string topic)
    {
        var leaks = new List<Leak>();
        foreach (var (seen, where) in demo.Waves)
        {
            var attacker = new Attacker(seen, topic switch
            {
                "F1" => new Topic(seen.Surroundings.Mandatory, Floor: true),
                "others" => new Topic([], Floor: true, Means: true, Others: true),
                _ => new Topic([topic], Requirements: true),
            });
            foreach (var q in attacker.Quantities)
            {
                foreach (var g in q.Tabulated.Where(g => q.Classed.Contains(g) || q.NearEnd.Contains(g)))
                {
                    var (low, high) = attacker.System.Range(q.Of[g], Hiding.Width);
                    if (high - low < Hiding.Width - 1e-6)
                    {
                        leaks.Add(new Leak("class", q.Name, $"{where} {g}", double.NaN, low, high, Hiding.Width) { Because = () => attacker.System.Explain(q.Of[g], Hiding.Width) });
                    }
                }
            }
        }

        WorldAttack.AssertNothingTold(leaks);
    }

    /// <summary>The demo, made once by the program itself.</summary>
    public sealed class Demo : IDisposable
    {
        private static readonly string[] Mandatory = ["1.1", "2.1", "3.1", "4.2", "5.1"];
        private readonly string _folder = Directory.CreateTempSubdirectory("digilo-attacked-").FullName;
        private readonly Store _store;

        public Demo()
        {
            using var process = Process.Start(new ProcessStartInfo(
                "dotnet", [Path.Combine(AppContext.BaseDirectory, "digilo.dll"), "demo", "--no-serve", "--Data:Path", _folder])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output.Result + error.Result);
            _store = Store.Open(new StoreOptions(StoreProvider.Sqlite, Path.Combine(_folder, "store", "digilo.db")), TimeProvider.System);
            var snapshot = _store.Snapshots.Current()!;
            Waves = [.. snapshot.Organisations.Select(o => (Code: o.Code, Wave: o.Waves.MaxBy(w => w.Wave)!)).Select(o =>
                (new Publication(snapshot.Tables, o.Code, o.Wave.Wave, Surroundings(snapshot, o.Code, o.Wave)), $"{o.Code} {o.Wave.Wave}"))];
            Assert.Equal(5, Waves.Count);
        }

        internal IReadOnlyList<(Publication Seen, string Where)> Waves { get; }

        public void Dispose()
        {
            _store.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private Surroundings Surroundings(Snapshot snapshot, string organisation, PublishedWave wave)
        {
            var units = _store.Columns.Units(organisation);
            return new Surroundings
            {
                Scopes = wave.Scopes,
                OperationsOf = WorldAttack.OperationsOf(units, wave.Scopes),
                Items = [.. snapshot.Tables.First(t => t.Key.Measure == Measures.BelowFloorByCompetence && t.Key.Organisation == organisation && t.Key.Wave == wave.Wave).Columns],
                Mandatory = Mandatory,
                Required = _store.Columns.Requirements(organisation).ToDictionary(r => (r.Role, r.Competence), r => r.Level),
                Floor = snapshot.Floor,
                Threshold = snapshot.Threshold,
            };
        }
    }
}
