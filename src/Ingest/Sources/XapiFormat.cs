using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Ingest.Sources.Json;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>Statements of the Experience API: a list, an answer of a learning record store, one object, or one a line.</summary>
internal sealed class XapiFormat : ISourceFormat
{
    public string Name => "xapi";

    public bool Fits(FileFacts file)
    {
        var sample = file.Sample.AsSpan();
        return file.Container == Container.Json
            && ((sample.IndexOf("\"actor\""u8) >= 0 && sample.IndexOf("\"verb\""u8) >= 0) || sample.IndexOf("\"statements\""u8) >= 0
                || Mapping.Cells.Trim(sample).SequenceEqual("[]"u8));
    }

    public ITableSource Open(SourceRequest request) => new XapiSource(request);
}

/// <summary>
/// One row a statement; a statement of a group is one row a member. What is voided within the file is left out, wherever the voiding
/// statement stands: the file is read once for those before the first row.
/// </summary>
internal sealed class XapiSource(SourceRequest request) : ITableSource
{
    private static readonly string[] Names =
    [
        "statement.id", "actor.mbox", "actor.mbox_sha1sum", "actor.openid", "actor.account.name", "actor.account.homePage", "verb", "verb.display", "object.id", "object.code",
        "object.name", "object.type", "result.success", "result.completion", "result.score.scaled", "result.score.raw", "result.duration", "hours", "timestamp", "stored",
        "context.registration", "course", "course.code",
    ];

    private readonly CellBuffer _cells = new();
    private readonly Queue<Actor> _actors = new();
    private HashSet<Guid>? _voided;
    private JsonItems? _items;
    private Statement? _statement;
    private long _voidedRows, _voidings, _durations;

    public IReadOnlyList<string> Headings => Names;

    public int Line { get; private set; }

    public int CellCount => _cells.Count;

    /// <summary>The statement as it stands.</summary>
    public ReadOnlySpan<byte> Raw => _items is null ? default : _items.Item.Span;

    public double Progress => _items is null ? 0 : Math.Min(1, (double)_items.Given / Math.Max(1, request.File.Size));

    public bool Read()
    {
        _voided ??= ReadVoided();
        _items ??= Open();
        while (true)
        {
            if (_statement is not null && _actors.TryDequeue(out var actor))
            {
                Put(_statement, actor);
                return true;
            }

            if (!_items.Read())
            {
                Tell();
                return false;
            }

            Line = _items.Number;
            _statement = null;
            Take(_items);
        }
    }

    public ReadOnlySpan<byte> Cell(int index) => _cells[index];

    public void Dispose() => _items?.Dispose();

    /// <summary>Judges a statement; what a row is made of is kept.</summary>
    private void Take(JsonItems items)
    {
        using var document = items.IsObject ? JsonDocument.Parse(items.Item) : null;
        if (document is null || Statement.Of(document.RootElement) is not { } statement)
        {
            Broken(Rules.StatementInvalid);
            return;
        }

        if (statement.Verb == Statement.VoidedVerb)
        {
            // A voiding statement is no record of anybody, and cannot be voided itself.
            _voidings++;
            return;
        }

        if (statement.Id.Length > 0 && _voided?.Contains(Statement.IdOf(statement.Id)) == true)
        {
            _voidedRows++;
            return;
        }

        if (statement.Actors.Count == 0)
        {
            Broken(Rules.StatementGroup);
            return;
        }

        _statement = statement;
        foreach (var actor in statement.Actors)
        {
            _actors.Enqueue(actor);
        }
    }

    private void Put(Statement s, Actor actor)
    {
        var hours = s.Duration.Length == 0 ? "" : IsoTime.ToHours(s.Duration);
        _durations += hours is null ? 1 : 0;
        _cells.Clear();
        foreach (var cell in (ReadOnlySpan<string>)[
            s.Id.Length > 0 ? s.Id : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Raw).AsSpan(0, 16)),
            actor.Mbox, actor.MboxSha1, actor.OpenId, actor.AccountName, actor.AccountHomePage,
            s.Verb, s.VerbDisplay, s.ObjectId, ShortCode.Of(s.ObjectId), s.ObjectName, s.ObjectType,
            s.Success, s.Completion, s.Scaled, s.Raw, s.Duration, hours ?? "",
            Local(s.Timestamp.Length > 0 ? s.Timestamp : s.Stored), Local(s.Stored), s.Registration, s.Course, ShortCode.Of(s.Course)])
        {
            _cells.Add(cell);
        }

        static string Local(string text) => IsoTime.ToLocal(text) ?? text;
    }

    private void Broken(string rule) => request.Report.Broken(new BrokenRow(rule, Line, Encoding.UTF8.GetString(Raw)));

    private void Tell()
    {
        request.Report.Note(Rules.StatementsVoided, 0, "", "", _voidedRows);
        request.Report.Note(Rules.StatementsVoiding, 0, "", "", _voidings);
        request.Report.Note(Rules.DurationUnread, 0, "hours", "", _durations);
        (_voidedRows, _voidings, _durations) = (0, 0, 0);
    }

    private HashSet<Guid> ReadVoided()
    {
        var voided = new HashSet<Guid>();
        using var items = Open();
        while (items.Read())
        {
            // Most statements need not be parsed for it.
            if (!items.IsObject || items.Item.Span.IndexOf("voided"u8) < 0)
            {
                continue;
            }

            using var document = JsonDocument.Parse(items.Item);
            if (Statement.Voids(document.RootElement) is { } id && voided.Add(id) && voided.Count > Statement.MaxVoided)
            {
                throw new FileFault(Rules.VoidedTooMany, expected: Shape.Count(Statement.MaxVoided));
            }
        }

        return voided;
    }

    private JsonItems Open()
    {
        var encoding = request.File.TextEncoding(request.Layout.Encoding);
        Stream stream = FileFacts.Open(request.File.Path);
        return new JsonItems(encoding is null ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8), ["statements"], request.Limits);
    }
}
