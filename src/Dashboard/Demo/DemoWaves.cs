using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>The three measurements: before the programmes, between, and after.</summary>
internal static class DemoWaves
{
    /// <summary>In order.</summary>
    public static IReadOnlyList<Wave> All { get; } =
    [
        Wave("2021-02", "Februari 2021", "February 2021", new(2021, 2, 1), new(2021, 2, 1)),
        Wave("2022-04", "Våren 2022", "Spring 2022", new(2022, 4, 4), new(2022, 4, 1)),
        Wave("2023-10", "Hösten 2023", "Autumn 2023", new(2023, 10, 2), new(2023, 10, 1)),
    ];

    /// <summary>The day that units, courses and training describe: shortly after the last wave.</summary>
    public static readonly DateOnly DataDate = new(2023, 10, 31);

    private static Wave Wave(string code, string sv, string en, DateOnly opens, DateOnly reference)
    {
        string[] organisations = [.. DemoStructure.Organisations.Select(o => o.Code)];
        return new(code, new(sv, en), opens, opens.AddDays(20), reference, true, organisations, organisations);
    }
}
