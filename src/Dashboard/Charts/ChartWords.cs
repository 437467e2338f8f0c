using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>What the charts of a request share: its words, formats and names.</summary>
internal sealed class ChartWords
{
    private readonly ChartRequest _request;

    public ChartWords(ChartRequest request)
    {
        _request = request;
        Format = Format.For(request.Language);
        Cells = new CellText(request.Language);
    }

    public Format Format { get; }

    public CellText Cells { get; }

    public string Get(string code, params string[] arguments) => TextCatalogue.Default.Get(_request.Language, code, arguments);

    /// <summary>"3.4 Programmering".</summary>
    public string Competence(string id) =>
        _request.Snapshot.Framework.Find(id) is { } competence ? $"{id} {competence.Name.In(_request.Language)}" : id;

    public PublishedTable? Table(string measure, string item = "", string? wave = null) => _request.Snapshot.Find(
        new TableKey(measure, _request.Organisation, wave ?? _request.Wave, _request.Level, Breakdown.None, item));

    public PublishedCell? Cell(string measure, string column, string? wave = null) =>
        Table(measure, "", wave)?.Find(_request.Code, column);

    public string GroupName()
    {
        var organisation = _request.Snapshot.FindOrganisation(_request.Organisation);
        if (_request.Level == ScopeLevel.Organisation)
        {
            return organisation?.Name.In(_request.Language) ?? _request.Organisation;
        }

        var wave = organisation?.Waves.FirstOrDefault(w => w.Wave == _request.Wave);
        return wave?.Scopes.FirstOrDefault(s => s.Code == _request.Code && s.Level == _request.Level)?.Name ?? _request.Code;
    }

    public string WaveName(string? wave = null) =>
        _request.Snapshot.FindOrganisation(_request.Organisation)?.Waves.FirstOrDefault(w => w.Wave == (wave ?? _request.Wave))
            ?.Name.In(_request.Language) ?? (wave ?? _request.Wave);

    /// <summary>The competence with the largest value of a measure among those with a number, or null.</summary>
    public (string Id, PublishedCell Cell)? Largest(string measure)
    {
        (string, PublishedCell)? best = null;
        var most = double.NegativeInfinity;
        foreach (var competence in _request.Snapshot.Framework.Competences)
        {
            if (Cell(measure, competence.Id) is { HasValue: true, Estimate: { } value } cell && value > most)
            {
                most = value;
                best = (competence.Id, cell);
            }
        }

        return best;
    }

    /// <summary>An id for elements of the drawing, unique in a page and the same on each render.</summary>
    public string Id(ChartKind kind)
    {
        var code = string.Concat(_request.Code.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return FormattableString.Invariant($"{kind}-{(int)_request.Level}-{code}-{_request.Width}").ToLowerInvariant();
    }

    /// <summary>Says what a chart by itself must: group, wave, data date, snapshot, method, synthetic.</summary>
    public string SourceLine()
    {
        var snapshot = _request.Snapshot;
        var line = Get(
            "chart.source", GroupName(), WaveName(), Format.IsoDate(snapshot.DataDate), snapshot.ShortId, snapshot.MethodVersion);
        return snapshot.Synthetic ? $"{Get("synthetic.short")} {line}" : line;
    }
}
