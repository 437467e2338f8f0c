namespace Digilo.Analytics.Model;

/// <summary>Swedish alphabetical order (… z å ä ö), case-blind, without the machine's culture data.</summary>
public sealed class SwedishOrder : IComparer<string>
{
    /// <summary>The comparer.</summary>
    public static SwedishOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        x ??= "";
        y ??= "";
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            var difference = Weight(x[i]) - Weight(y[i]);
            if (difference != 0)
            {
                return difference;
            }
        }

        return x.Length - y.Length;
    }

    private static int Weight(char letter) => char.ToLowerInvariant(letter) switch
    {
        'å' => 'z' + 1,
        'ä' or 'æ' => 'z' + 2,
        'ö' or 'ø' => 'z' + 3,
        'é' or 'è' => 'e',
        'ü' => 'y',
        var other when other > 'z' => other + 10,
        var other => other,
    };
}
