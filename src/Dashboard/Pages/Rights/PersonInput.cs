using System.Globalization;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Rights;

/// <summary>A form of the page for personal data as it was sent. The id is not kept in it: after an error it is typed again.</summary>
public sealed record PersonInput
{
    /// <summary>Names of the fields.</summary>
    internal const string OrganisationField = "organisation", IdField = "id", KindField = "slag", ReferenceField = "referens", ByField = "namn",
        RequestField = "begaran", ObjectField = "invandning", ConfirmField = "bekrafta", FormatField = "format", DoField = "gor";

    /// <summary>Code of the organisation.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Kind of id; empty = any that fits.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Ground or reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Who asks.</summary>
    public string By { get; init; } = "";

    /// <summary>Number of an approved request.</summary>
    public string Request { get; init; } = "";

    /// <summary>The person objects.</summary>
    public bool Object { get; init; }

    internal static PersonInput From(Func<string, string?> field) => new()
    {
        Organisation = field(OrganisationField)?.Trim() ?? "",
        Kind = field(KindField)?.Trim() ?? "",
        Reference = field(ReferenceField)?.Trim() ?? "",
        By = field(ByField)?.Trim() ?? "",
        Request = field(RequestField)?.Trim() ?? "",
        Object = field(ObjectField) == "1",
    };

    /// <summary>The request's number; null if none was given, 0 if it is none.</summary>
    internal long? Number => Request.Length == 0 ? null
        : long.TryParse(Request, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    internal PersonForm ToForm(string id) => new(Organisation, id, Kind, Reference, By, Number, Object);
}

/// <summary>What the page shows after a form was sent.</summary>
/// <param name="Form">Which form: <see cref="PersonEndpoints"/>' last part of the address.</param>
/// <param name="Input">What was sent, without the id.</param>
/// <param name="Errors">What is wrong.</param>
internal sealed record PersonShown(string Form, PersonInput Input, IReadOnlyList<UploadError> Errors)
{
    /// <summary>What was erased, or would be.</summary>
    public ErasureOutcome? Erased { get; init; }

    /// <summary>True if nothing was changed.</summary>
    public bool DryRun { get; init; }

    /// <summary>What was done, in words.</summary>
    public Message Done { get; init; } = Message.None;
}
