using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>
/// Answers in the respondents' own words: counted, never published. Those that the profile keeps are cleaned of what names people and
/// sealed before they reach a batch.
/// </summary>
internal sealed class FreeTextCells : IDisposable
{
    private readonly RowReader _reader;
    private readonly FindingCollector _findings;
    private readonly BoundColumn[] _columns;
    private readonly long[] _counts;
    private readonly TextSealer? _sealer;
    private long _cleaned;

    public FreeTextCells(MapContext context)
    {
        (_reader, _findings) = (context.Reader, context.Findings);
        _columns = [.. context.Binding.All(Targets.FreeText)];
        _counts = new long[_columns.Length];
        if (Array.Exists(_columns, c => c.Column.Keep))
        {
            _sealer = new TextSealer(context.Keys);
        }
    }

    /// <summary>The texts of a row that is stored. Of a protected identity none is kept.</summary>
    public void Map(int row, SurveyBatch batch)
    {
        for (var c = 0; c < _columns.Length; c++)
        {
            var cell = _reader.Cell(_columns[c]);
            if (cell.IsEmpty)
            {
                continue;
            }

            _counts[c]++;
            if (_columns[c].Column.Keep && _sealer is not null && !_reader.IsProtected)
            {
                var text = FreeTextCleaner.Clean(Encoding.UTF8.GetString(cell), out var changed);
                _cleaned += changed ? 1 : 0;
                batch.FreeTexts.Add(new SealedText(row, _columns[c].Heading, _sealer.Seal(text)));
            }
        }
    }

    /// <summary>Tells how many there were.</summary>
    public void End()
    {
        for (var c = 0; c < _columns.Length; c++)
        {
            _findings.AddCount(_columns[c].Column.Keep ? Rules.FreeTextKept : Rules.FreeText, FindingSeverity.Note, _columns[c].Heading, _counts[c]);
        }

        _findings.AddCount(Rules.FreeTextCleaned, FindingSeverity.Note, "", _cleaned);
    }

    public void Dispose() => _sealer?.Dispose();
}
