using System.Buffers.Binary;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Accounts and devices from IT: several rows of a person are several devices.</summary>
internal sealed class AccessRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly PersonColumns _person;
    private readonly AccessBatch _batch;
    private readonly BoundColumn? _asset, _account, _device, _sharers, _login, _channel, _otherWay, _protected;
    private readonly Pseudonymiser _assets;
    private readonly byte[] _hmac = new byte[AliasColumn.Width];
    private readonly HashSet<(UInt128 Person, long Asset)> _seen = [];
    private readonly Dictionary<UInt128, int> _withoutAsset = [];
    private long _protectedRows;

    public AccessRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        _person = PersonColumns.Needed(context);
        _batch = new AccessBatch(context.BatchRows, _person.Aliases);
        _asset = context.Binding.Find("asset");
        _account = context.Binding.Find("account");
        _device = context.Binding.Find("device");
        _sharers = context.Binding.Find("sharers");
        _login = context.Binding.Find("login");
        _channel = context.Binding.Find("channel");
        _otherWay = context.Binding.Find("otherWay");
        _protected = context.Binding.Find("protected");
        _assets = context.Keys.ForRowKeys();
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    public bool Map()
    {
        var r = _batch.Count;
        _reader.ProtectedFlag(_protected);
        var found = _person.ReadNeeded(r);
        var asset = MapAsset();
        _batch.Account[r] = (YesNo)_reader.Choice(_account);
        _batch.Device[r] = (DeviceAccess)_reader.Choice(_device);
        _batch.Sharers[r] = _reader.Whole(_sharers, 0, 999_999) ?? 0;
        _batch.Login[r] = (YesNo)_reader.Choice(_login);
        _batch.Channel[r] = (YesNo)_reader.Choice(_channel);
        _batch.OtherWay[r] = (YesNo)_reader.Choice(_otherWay);
        _batch.Lines[r] = _reader.Source.Line;
        if (!_reader.Bad && asset != 0 && found == PersonFound.Ids && !_seen.Add((_person.Key, asset)))
        {
            _reader.Fault(Rules.RowDoubled, _asset, default, "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        // Without an id of its own the first device of a person is 1, the second 2: a later list updates them in that order.
        _batch.AssetKeys[r] = asset != 0 ? asset : _withoutAsset[_person.Key] = _withoutAsset.GetValueOrDefault(_person.Key) + 1;
        if (_batch.Device[r] is DeviceAccess.Shared or DeviceAccess.Unknown && DeviceRule.Of(_batch.Device[r], _batch.Sharers[r]) == DeviceAccess.None)
        {
            _reader.Note(Rules.DeviceOfMany, _sharers, _reader.Cell(_sharers), "");
        }

        _protectedRows += _reader.IsProtected ? 1 : 0;
        _batch.Count++;
        return true;
    }

    private long MapAsset()
    {
        if (_asset is null || _reader.Id(_asset, out _) is not { IsEmpty: false } id)
        {
            return 0;
        }

        _assets.Write(id, _hmac);
        return BinaryPrimitives.ReadInt64LittleEndian(_hmac);
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        session.Write(_batch);
        _batch.Count = 0;
        return [];
    }

    public void End() => _context.Findings.AddCount(Rules.ProtectedIdentity, FindingSeverity.Note, "", _protectedRows);

    public void Dispose()
    {
        _person.Dispose();
        _assets.Dispose();
    }
}
