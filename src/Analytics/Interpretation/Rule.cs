namespace Digilo.Analytics.Interpretation;

/// <summary>How a measure is put in words.</summary>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Speak">
/// The sentences of a scope where something is seen. Asked only when a leading cell holds a number or a class, unless <see cref="OwnState"/>.
/// </param>
internal sealed record Rule(string Measure, Func<Reading, IEnumerable<Sentence>> Speak)
{
    /// <summary>Columns of which at least one must be seen; empty: any column of the row.</summary>
    public IReadOnlyList<string> Leads { get; init; } = [];

    /// <summary>True if the rule reads other rows than the scope's own and says itself what state they are in.</summary>
    public bool OwnState { get; init; }

    /// <summary>The sentences of a scope; none if the measure has no row for it.</summary>
    public IReadOnlyList<Sentence> Of(Reading reading)
    {
        if (OwnState)
        {
            return [.. Speak(reading)];
        }

        var leads = (Leads.Count > 0 ? Leads : reading.Columns).Select(reading.Find).OfType<Cited>().ToList();
        IReadOnlyList<Sentence> said = leads.Exists(c => c.Speaks) ? [.. Speak(reading)] : [];

        // What is seen may say nothing without what is not.
        return said.Count > 0 ? said : reading.Silence(leads) is { } silence ? [silence] : [];
    }
}
