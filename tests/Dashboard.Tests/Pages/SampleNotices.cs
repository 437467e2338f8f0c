using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>One wave that is to open.</summary>
internal sealed class SampleNotices : INotices
{
    /// <summary>The facts of its notice, a linked wave under the settings that are built in.</summary>
    public static NoticeFacts Facts { get; } = new(
        new Organisation("2284", new("Örnsköldsviks kommun", "Örnsköldsvik Municipality"), "Örnsköldsvik", OrganisationKind.Municipality, null),
        new Wave("2027-02", new("Våren 2027", "Spring 2027"), new(2027, 2, 1), new(2027, 2, 21), new(2027, 2, 1), true, ["2284"], []),
        DisclosureSettings.BuiltIn,
        false,
        false,
        [new RetentionRule(RetentionSubject.Answers, 60, null)]);

    /// <inheritdoc/>
    public IReadOnlyList<(Organisation Organisation, Wave Wave)> All() => [(Facts.Organisation, Facts.Wave)];

    /// <inheritdoc/>
    public NoticeFacts? Find(string organisation, string wave) =>
        organisation == Facts.Organisation.Code && wave == Facts.Wave.Code ? Facts : null;
}
