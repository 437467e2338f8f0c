using System.Runtime.InteropServices;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>
/// What the register of a wave's reference date says of those who answer, to be held beside what they answered (method §1.6: the
/// register wins, a disagreement is a quality flag). Something unknown on either side disagrees with nothing, and of several
/// employments one that agrees is enough.
/// </summary>
internal sealed class RegisterComparison
{
    private const int None = -1;

    private readonly Dictionary<long, int> _first = [];
    private readonly List<Employment> _employments = [];

    private record struct Employment(int Number, long Unit, long Role, byte Gender, short BirthYear, int Next);

    /// <summary>Reads the register's deliveries; later rows of the same employment replace earlier ones.</summary>
    internal static RegisterComparison Load(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        var comparison = new RegisterComparison();
        foreach (var delivery in deliveries)
        {
            using var reader = session.Read("facts/backgrounds", "@delivery", delivery.Id);
            while (reader.Read())
            {
                if (!reader.IsDBNull(0))
                {
                    comparison.Put(reader.GetInt64(0), new Employment(
                        reader.GetInt32(1), reader.IsDBNull(2) ? BulkColumn.Null : reader.GetInt64(2), reader.IsDBNull(3) ? BulkColumn.Null : reader.GetInt64(3),
                        reader.GetByte(4), reader.GetInt16(5), None));
                }
            }
        }

        return comparison;
    }

    /// <summary>Does an answer disagree with every employment of the person in something that both tell?</summary>
    /// <param name="person">Surrogate of the person.</param>
    /// <param name="unit">Id of the unit's code, <see cref="BulkColumn.Null"/> = not answered.</param>
    /// <param name="role">Id of the role's code.</param>
    /// <param name="gender">Gender.</param>
    /// <param name="birthYear">Birth year, 0 = not answered.</param>
    internal bool Differs(long person, long unit, long role, Gender gender, short birthYear)
    {
        if (!_first.TryGetValue(person, out var at))
        {
            return false;
        }

        // Per attribute: told by some employment, and told alike by one.
        Span<bool> told = stackalloc bool[4];
        Span<bool> alike = stackalloc bool[4];
        for (; at != None; at = _employments[at].Next)
        {
            var e = _employments[at];
            Hold(e.Unit != BulkColumn.Null && unit != BulkColumn.Null, e.Unit == unit, ref told[0], ref alike[0]);
            Hold(e.Role != BulkColumn.Null && role != BulkColumn.Null, e.Role == role, ref told[1], ref alike[1]);
            Hold(e.Gender != 0 && gender != Gender.Unknown, e.Gender == (byte)gender, ref told[2], ref alike[2]);
            Hold(e.BirthYear != 0 && birthYear != 0, e.BirthYear == birthYear, ref told[3], ref alike[3]);
        }

        return (told[0] && !alike[0]) || (told[1] && !alike[1]) || (told[2] && !alike[2]) || (told[3] && !alike[3]);
    }

    private static void Hold(bool both, bool same, ref bool told, ref bool alike)
    {
        told |= both;
        alike |= both && same;
    }

    private void Put(long person, Employment employment)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, person, out var known);
        if (!known)
        {
            first = _employments.Count;
            _employments.Add(employment);
            return;
        }

        for (var at = first; ; at = _employments[at].Next)
        {
            if (_employments[at].Number == employment.Number)
            {
                _employments[at] = employment with { Next = _employments[at].Next };
                return;
            }

            if (_employments[at].Next == None)
            {
                _employments[at] = _employments[at] with { Next = _employments.Count };
                _employments.Add(employment);
                return;
            }
        }
    }
}
