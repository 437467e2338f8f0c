using Digilo.Analytics.Dashboard.Tests.Commands;
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
    /// <summary>The newest wave, and a few competences for all: everything takes some five minutes.</summary>
    [Theory]
    [InlineData("F1")]
    [InlineData("others")]
    [InlineData("1.1")]
    [InlineData("2.4")]
    [InlineData("3.3")]
    [InlineData("4.3")]
    public void No_class_is_told(string topic) => WorldAttack.AssertNothingTold([.. demo.Waves.SelectMany(waves => Classes(Attack(waves[^1], topic)))]);

    /// <summary>Everything: all waves and competences.</summary>
    [Theory]
    [MemberData(nameof(Topics))]
    public void No_class_is_told_in_any_wave(string topic)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("DIGILO_TEST_ATTACK") == "all", "Takes some five minutes: set DIGILO_TEST_ATTACK=all to run it.");
        WorldAttack.AssertNothingTold([.. demo.Waves.SelectMany(waves => waves).SelectMany(wave => Classes(Attack(wave, topic)))]);
    }

    public static TheoryData<string> Topics() => ["F1", "others", .. Model.CompetenceFramework.DigComp22.Competences.Select(c => c.Id)];

    private static Attacker Attack(Publication wave, string topic) => new(wave, topic switch
    {
        "F1" => new Topic(wave.Surroundings.Mandatory, Floor: true),
        "others" => new Topic([], Floor: true, Means: true, Others: true),
        _ => new Topic([topic], Requirements: true),
    });

    /// <summary>All waves in one system: the changes between them, and the persons who are in two.</summary>
    [Fact]
    public void No_class_is_told_by_a_change()
    {
        var leaks = new List<Leak>();
        foreach (var waves in demo.Waves)
        {
            var system = new LinearSystem();
            var attackers = new List<Attacker>();
            foreach (var seen in waves)
            {
                attackers.Add(new Attacker(seen, new Topic([], Floor: true, Means: true), system, before: attackers.LastOrDefault()));
            }

            leaks.AddRange(attackers.SelectMany(Classes));
        }

        WorldAttack.AssertNothingTold(leaks);
    }

    private static IEnumerable<Leak> Classes(Attacker attacker) =>
        from q in attacker.Quantities
        from g in q.Tabulated.Where(g => q.Classed.Contains(g) || q.NearEnd.Contains(g))
        let range = attacker.System.Range(q.Of[g], Hiding.Width)
        where range.High - range.Low < Hiding.Width - 1e-6
        select new Leak("class", q.Name, $"{attacker.Seen.Whole.Code} {attacker.Seen.Wave} {g}", double.NaN, range.Low, range.High, Hiding.Width)
        {
            Because = () => attacker.System.Explain(q.Of[g], Hiding.Width),
        };

    /// <summary>The demo as the program itself makes it.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        private static readonly string[] Mandatory = ["1.1", "2.1", "3.1", "4.2", "5.1"];
        private readonly TemporaryFolder _folder = new();
        private Store? _store;

        public async ValueTask InitializeAsync()
        {
            var made = await MadeDemo.GetAsync();
            Assert.True(made.Said.ExitCode == 0, made.Said.All);
            TemporaryFolder.Copy(made.Data, _folder.Path);
            _store = Store.Open(new StoreOptions(StoreProvider.Sqlite, _folder.In("store", "digilo.db")), TimeProvider.System);
            var snapshot = _store.Snapshots.Current()!;
            Waves = [.. snapshot.Organisations.Select(o => (IReadOnlyList<Publication>)
                [.. o.Waves.OrderBy(w => w.Wave, StringComparer.Ordinal).Select(w => new Publication(snapshot.Tables, o.Code, w.Wave, Surroundings(_store, snapshot, o.Code, w)))])];
            Assert.Equal(5, Waves.Count);
            Assert.All(Waves, waves => Assert.Equal(3, waves.Count));
        }

        /// <summary>By organisation, the oldest first.</summary>
        internal IReadOnlyList<IReadOnlyList<Publication>> Waves { get; private set; } = [];

        public ValueTask DisposeAsync()
        {
            _store?.Dispose();
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        private static Surroundings Surroundings(Store store, Snapshot snapshot, string organisation, PublishedWave wave)
        {
            var units = store.Columns.Units(organisation);
            return new Surroundings
            {
                Scopes = wave.Scopes,
                OperationsOf = WorldAttack.OperationsOf(units, wave.Scopes),
                Items = [.. snapshot.Tables.First(t => t.Key.Measure == Measures.BelowFloorByCompetence && t.Key.Organisation == organisation && t.Key.Wave == wave.Wave).Columns],
                Mandatory = Mandatory,
                Required = store.Columns.Requirements(organisation).ToDictionary(r => (r.Role, r.Competence), r => r.Level),
                Floor = snapshot.Floor,
                Threshold = snapshot.Threshold,
            };
        }
    }
}
