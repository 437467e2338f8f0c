using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>What two waves tell of one another: a change and one wave's figure are the other's.</summary>
internal sealed partial class Attacker
{
    private void ReadChanges(Attacker before)
    {
        ReadChange(Measures.BelowFloorChange, before, "F1 below", 2);
        ReadChange(Measures.LevelChange, before, "levels index", 0);
        ReadSamePersons(before);
    }

    /// <summary>A change of everybody's share or mean, to the rounding of its last decimal.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="before">The wave before.</param>
    /// <param name="name">What is added up over the base of either wave.</param>
    /// <param name="digits">Digits of a number that is printed without decimals: 2 for per cent.</param>
    private void ReadChange(string measure, Attacker before, string name, int digits)
    {
        if (Find(name) is not { } now || before.Find(name) is not { } then)
        {
            return;
        }

        foreach (var g in now.Of.Keys.Where(then.Of.ContainsKey))
        {
            if (_seen.Cell(measure, g) is { State: CellState.Value, Estimate: { } change } cell
                && _known.TryGetValue((now.Within!.Name, g), out var n) && before._known.TryGetValue((then.Within!.Name, g), out var m))
            {
                var half = 0.5 * Math.Pow(10, -digits - cell.Decimals);
                System.Bound(
                    now.Of[g] - (n / m * then.Of[g]), (n * (change - half)) - Strict, (n * (change + half)) + Strict, $"{measure} of {g} in {_seen.Wave}");
            }
        }
    }

    /// <summary>
    /// E1 and E3: the mean change of those whose index is known in both waves, of those of them who were trained meanwhile and of those who
    /// were not. The other respondents of either wave have an index too.
    /// </summary>
    private void ReadSamePersons(Attacker before)
    {
        var groups = _seen.Groups.Where(g => _seen.IsTabulated(Measures.ParticipantChange, g)).ToArray();
        if (groups.Length == 0 || Find("levels index") is not { } now || before.Find("levels index") is not { } then)
        {
            return;
        }

        var items = _seen.Surroundings.Items;
        var panel = Add(new Quantity("panel index", QuantityKind.Base, now.Within, 0, 1, (t, g) => t.Panel(items, g)) { Moves = true }, groups);
        Quantity Levels(string name, Quantity like, bool earlier) => Add(
            new Quantity($"levels index of the panel {name}", QuantityKind.Total, panel, like.Low, like.High, (t, g) => t.PanelSum(items, g, earlier)), groups, false);
        var (after, earlier) = (Levels("now", now, false), Levels("before", then, true));
        foreach (var g in groups)
        {
            panel.Tabulated.Add(g);
            ReadBase(panel, g, _seen.Cell(Measures.ParticipantChange, g)!);
            Others(now, after, g, "now");
            if (then.Of.ContainsKey(g))
            {
                System.AtMost(panel.Of[g], then.Within!.Of[g], $"panel index of {g} answered before");
                Others(then, earlier, g, "before");
            }

            ReadGain(g, Measures.ParticipantChange, PublishedTable.All, after.Of[g] - earlier.Of[g], panel.Of[g]);
        }

        ReadTrained(panel, after, earlier);

        void Others(Quantity all, Quantity some, GroupKey g, string when)
        {
            var (rest, persons) = (all.Of[g] - some.Of[g], all.Within!.Of[g] - panel.Of[g]);
            System.Bound(rest - (all.Low * persons), 0, double.PositiveInfinity, $"index of the others of {g} {when}: least");
            System.Bound((all.High * persons) - rest, 0, double.PositiveInfinity, $"index of the others of {g} {when}: most");
        }
    }

    /// <summary>Those trained between the waves, and those trained in neither's time, are parts of the panel.</summary>
    private void ReadTrained(Quantity panel, Quantity after, Quantity earlier)
    {
        var whole = _seen.Whole;
        var both = _seen.Cell(Measures.AgainstNotYet, whole);
        foreach (var g in panel.Of.Keys)
        {
            if (_seen.Cell(Measures.ParticipantChange, g, "participants") is not { State: CellState.Value, Respondents: { } trained })
            {
                continue;
            }

            var gain = Part(g, trained, Measures.ParticipantChange, "participants");
            Rest(g, gain, trained);
            if (g == whole && both is { State: CellState.Value, Respondents: { } compared })
            {
                ReadGain(g, Measures.AgainstNotYet, "exposed", gain, new Sum(trained));
                Rest(g, gain + Part(g, compared - trained, Measures.AgainstNotYet, "comparison"), compared);
            }
        }

        Sum Part(GroupKey g, int persons, string measure, string column)
        {
            var most = (Highest - after.Low) * persons;
            var gain = Variable(-most, most, false, _ => throw new NotSupportedException("Nobody is trained in the small worlds."));
            ReadGain(g, measure, column, gain, new Sum(persons));
            return gain;
        }

        void Rest(GroupKey g, Sum gain, int persons)
        {
            var (rest, most) = (after.Of[g] - earlier.Of[g] - gain, (Highest - after.Low) * (panel.Of[g] - persons));
            System.Bound(most - rest, 0, double.PositiveInfinity, $"the panel of {g} without {persons}");
            System.Bound(most + rest, 0, double.PositiveInfinity, $"the panel of {g} without {persons}");
        }
    }

    private void ReadGain(GroupKey g, string measure, string column, Sum gain, Sum persons)
    {
        if (_seen.Cell(measure, g, column) is { State: CellState.Value, Estimate: { } mean } cell)
        {
            var half = 0.5 * Math.Pow(10, -cell.Decimals);
            System.Bound(gain - ((mean - half) * persons), -Strict, double.PositiveInfinity, $"{measure} {column} of {g} in {_seen.Wave}");
            System.Bound(((mean + half) * persons) - gain, -Strict, double.PositiveInfinity, $"{measure} {column} of {g} in {_seen.Wave}");
        }
    }
}
