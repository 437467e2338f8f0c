using System.Globalization;
using System.Text.RegularExpressions;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Sources.LimeSurvey;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>Looks at a file and writes a draft profile for it: what it recognised, what it did not, and nothing guessed in silence.</summary>
internal sealed partial class Proposer(ProfileCatalogue profiles, ImportOptions options)
{
    private const int MaxRows = 5_000, MaxName = 60;

    /// <summary>Looks at a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="fileName">Its name, cleaned.</param>
    /// <param name="fitting">Profiles that already recognise it.</param>
    /// <param name="language">Of the sentences in the draft.</param>
    public Proposal Propose(string path, string fileName, Func<FileFacts, IReadOnlyList<Profile>> fitting, string language)
    {
        var file = FileFacts.Read(path, options.Limits);
        var draft = new Draft(NameOf(fileName), language) { Synthetic = options.Synthetic };
        draft.File["pattern"] = PatternOf(fileName);
        var structure = StructureOf(file);
        if (file.Container == Container.Xml && structure is not null)
        {
            new StructureHints(structure, LimeSurvey()).Look(draft);

            // The answers will come in another file than the structure.
            draft.File.Clear();
        }
        else
        {
            Table(draft, file, fileName, structure);
            foreach (var profile in Fitting(fitting, file))
            {
                draft.Recognised("proposal.fits-already", profile.Name);
            }
        }

        draft.Next("proposal.next-gaps");
        draft.Next("proposal.next-draft");
        draft.Next("proposal.next-try");
        return draft.ToProposal();
    }

    private static IReadOnlyList<Profile> Fitting(Func<FileFacts, IReadOnlyList<Profile>> fitting, FileFacts file)
    {
        try
        {
            return fitting(file);
        }
        catch (FileFault)
        {
            // That no profile fits is why somebody asks for a proposal.
            return [];
        }
    }

    private Profile LimeSurvey() => profiles.Find("limesurvey-survey") ?? throw new InvalidOperationException("The profile is built in.");

    private SurveyStructure? StructureOf(FileFacts file)
    {
        if (file.Container == Container.Xml && XmlFormat.DocType(file) == "Survey")
        {
            return StructureReader.Read(XmlTexts.Open(new BoundedXmlStream(FileFacts.Open(file.Path), new UnpackBudget(options.Limits))));
        }

        if (!new ArchiveFormat().Fits(file))
        {
            return null;
        }

        using var archive = new PackedFile(file.Path, options.Limits);
        return ArchiveFormat.Find(archive, ArchiveFormat.StructureEnding) is { } entry ? StructureReader.Read(archive.OpenXml(entry)) : null;
    }

    private void Table(Draft draft, FileFacts file, string fileName, SurveyStructure? structure)
    {
        using var source = SourceFormats.Open(new SourceRequest(file, FileLayout.Found, options.Limits, NoReport.Instance, fileName));
        Layout(draft, file, source);
        if (structure is not null)
        {
            // The structure says more of an archive than its columns do.
            new StructureHints(structure, LimeSurvey()).Look(draft);
            return;
        }

        var columns = source.Headings.Select((h, i) => new ColumnLook(i, h, source.OtherNames(i))).ToList();
        var rows = 0;
        while (rows < MaxRows && source.Read())
        {
            rows++;
            columns.ForEach(c => c.Add(source));
        }

        draft.Recognised("proposal.rows", rows.ToString(CultureInfo.InvariantCulture) + (rows == MaxRows ? "+" : ""), columns.Count.ToString(CultureInfo.InvariantCulture));
        new TableHints(columns, profiles).Look(draft, source is ResponseSource);
    }

    private static void Layout(Draft draft, FileFacts file, ITableSource source)
    {
        if (file.Container == Container.Text)
        {
            var encoding = file.TextEncoding("")?.WebName ?? "utf-8";
            var separator = Separator.Detect(file.Sample) ?? ';';
            draft.Recognised("proposal.text", encoding, separator == '\t' ? "TAB" : separator.ToString());
            if (source is DelimitedSource && !file.Sample.AsSpan().StartsWith("sep="u8))
            {
                draft.File["separator"] = separator == '\t' ? "tab" : separator.ToString();
            }
        }
        else
        {
            draft.Recognised("proposal.container", file.Describe());
        }

        if (source.Sheet.Length > 0)
        {
            draft.Recognised("proposal.sheet", Validation.Shape.Clean(source.Sheet));
        }
    }

    /// <summary>A name that a profile may have.</summary>
    private static string NameOf(string fileName)
    {
        var stem = Path.GetFileNameWithoutExtension(fileName);
        var name = Dashes().Replace(NotAllowed().Replace(HeadingWordsOf(stem), "-"), "-").Trim('-', '.', '_');
        return name.Length == 0 ? "profile" : name.Length > MaxName ? name[..MaxName] : name;
    }

    private static string HeadingWordsOf(string text) =>
        string.Concat(text.Normalize(System.Text.NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    /// <summary>The name with what changes from delivery to delivery left open: dates, and the "(1-25)" of forms.</summary>
    private static string PatternOf(string fileName) => Stars().Replace(Changing().Replace(fileName, "*"), "*");

    [GeneratedRegex(@"\([0-9]+-[0-9]+\)|(?:19|20)[0-9]{2}[-_.]?[01][0-9][-_.]?[0-3][0-9]|\([0-9]+\)|…")]
    private static partial Regex Changing();

    [GeneratedRegex(@"\*+")]
    private static partial Regex Stars();

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotAllowed();

    [GeneratedRegex("-{2,}")]
    private static partial Regex Dashes();
}
