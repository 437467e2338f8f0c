namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>
/// Answers to the questions beside the competences, which two of the organisations put in the last two waves. A stream of chance of
/// their own, so that they move nothing else of the set.
/// </summary>
internal sealed class DemoItems(DemoOrganisation organisation, int wave, int seed)
{
    private readonly DemoRandom _random = DemoRandom.For(seed, $"items {organisation.Code} {DemoWaves.All[wave].Code}");

    /// <summary>Columns, in the order of docs/deliver.md.</summary>
    public static IReadOnlyList<string> Headings { get; } =
    [
        "A3", "D2", "E4", "D1.1", "D1.2", "D1.3", .. Enumerable.Range(1, 9).Select(i => "HME." + DemoText.Digits(i)), .. Enumerable.Range(1, 4).Select(i => "L2." + DemoText.Digits(i)),
    ];

    /// <summary>Does the organisation put them in a wave?</summary>
    public static bool In(DemoOrganisation organisation, int wave) => organisation.Code is "2284" or "2480" && wave > 0;

    /// <summary>One row's cells.</summary>
    public IEnumerable<string> Answer(string unit, string role, bool complete, bool trained)
    {
        // How it is to work in the unit, and how its manager leads.
        var place = DemoRandom.For(seed, $"climate {organisation.Code} {unit}");
        var (climate, lead) = (0.4 * place.Normal(), 0.5 * place.Normal());
        var manager = role == DemoRoles.Manager.Code;
        var own = 0.5 * _random.Normal();
        yield return YesNo(0.34 + (0.06 * wave) + (0.1 * climate), "nej");
        yield return YesNo(0.42 + (0.1 * wave) + (0.15 * lead), "nej");
        yield return trained ? YesNo(0.58 + (0.1 * lead), "nej") : Shown("ej visad");
        foreach (var mean in (double[])[3.2, 3.4, 3.9])
        {
            yield return Agree(mean + (0.08 * wave) + climate + own);
        }

        foreach (var mean in (double[])[4.2, 3.9, 3.8, 4.2, 4.3, 4.0, 4.0, 3.7, 4.2])
        {
            yield return Agree(mean + climate + own + (mean is 4.3 or 4.0 ? lead : 0));
        }

        foreach (var mean in (double[])[3.4, 3.1, 3.5, 3.3])
        {
            yield return Agree(mean + lead + own + (manager ? 0.5 : 0));
        }

        string YesNo(double chance, string otherwise) => Shown(_random.Happens(Math.Clamp(chance, 0.05, 0.95)) ? "ja" : otherwise);

        string Agree(double mean) => Shown(DemoText.Digits(Math.Clamp((int)Math.Floor(mean + (0.8 * _random.Normal()) + 0.5), 1, 5)));

        // Who gave up never came to these questions; a few leave one empty.
        string Shown(string text) => !complete ? "" : _random.Share() switch { < 0.02 => "", < 0.035 => "vet ej", _ => text };
    }
}
