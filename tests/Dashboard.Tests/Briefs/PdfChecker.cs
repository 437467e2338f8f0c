namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>
/// The machine-checkable failure conditions of the Matterhorn Protocol 1.1 (PDF/UA-1) that can apply to a brief, and those of PDF/A-2a beside them.
/// A fault begins with the condition's number; with the clause of ISO 14289-1 ("UA 7.21.5") or ISO 19005-2 ("A 6.2.4.3") where that is surer;
/// or with "structure" and "syntax" where the file contradicts itself. Each is shown to be found in <see cref="PdfCheckerTests"/>.
/// </summary>
internal static class PdfChecker
{
    /// <summary>Everything that is wrong, each once; nothing when all is well.</summary>
    public static IReadOnlyList<string> Check(byte[] pdf)
    {
        using var reader = new PdfReader(pdf);
        var faults = new List<string>();
        PdfDocumentChecks.Check(pdf, reader, faults);
        PdfMetadataChecks.Check(reader, faults);
        PdfContentChecks.Check(reader, faults);
        PdfStructureChecks.Check(reader, faults);
        PdfTableChecks.Check(reader, faults);
        PdfListChecks.Check(reader, faults);
        PdfAnnotationChecks.Check(reader, faults);
        PdfFontChecks.Check(reader, faults);
        return [.. faults.Distinct()];
    }
}
