using System.Security.Cryptography;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Snapshots;

/// <summary>
/// The binary form of a snapshot: compact, versioned, and the same bytes for the same content. The id is the SHA-256 of these
/// bytes and is not among them.
/// </summary>
internal static class SnapshotFormat
{
    // 1 had no answers left out for their quality, 2 no settings of protection but the threshold, 3 not how many groups are
    // audited together. Tables have a version of their own: those of a release are kept as they were.
    private const int Version = 4;
    private const int TablesVersion = 1;
    private static readonly byte[] Magic = "DGSN"u8.ToArray();

    /// <summary>The bytes of a snapshot; its <see cref="Snapshot.Id"/> plays no part.</summary>
    internal static byte[] Write(Snapshot snapshot)
    {
        var w = new PackedWriter();
        foreach (var b in Magic)
        {
            w.Byte(b);
        }

        w.Int(Version);
        w.Day(snapshot.DataDate);
        w.Text(snapshot.MethodVersion);
        w.Flag(snapshot.Synthetic);
        WriteProtection(w, snapshot.Protection);
        w.Int(snapshot.Floor);
        WriteFramework(w, snapshot.Framework);
        w.List(snapshot.Organisations, o => WriteOrganisation(w, o));
        w.Bytes(WriteTables(snapshot.Tables));
        return w.ToArray();
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="InvalidDataException">Not a snapshot, damaged, or written by a newer program.</exception>
    internal static Snapshot Read(byte[] content)
    {
        var r = new PackedReader(content);
        foreach (var b in Magic)
        {
            if (r.Byte() != b)
            {
                throw new InvalidDataException("The content is not a snapshot.");
            }
        }

        var version = r.Int();
        if (version is < 1 or > Version)
        {
            throw new InvalidDataException("The snapshot has a format that this program does not know.");
        }

        var dataDate = r.Day();
        var method = r.Text();
        var synthetic = r.Flag();
        var protection = version < 3 ? DisclosureSettings.BuiltIn with { Threshold = r.Int32() } : ReadProtection(r, version >= 4);
        var floor = r.Int32();
        var framework = ReadFramework(r);
        var organisations = r.List(() => ReadOrganisation(r, version));
        var tables = ReadTables(r.Bytes());
        return new Snapshot(IdOf(content), dataDate, method, synthetic, protection.Threshold, floor, framework, organisations, tables, protection);
    }

    /// <summary>The id of packed content: SHA-256, lower-case hex.</summary>
    internal static string IdOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The bytes of some tables, those of one release for instance.</summary>
    internal static byte[] WriteTables(IReadOnlyList<PublishedTable> tables)
    {
        var w = new PackedWriter();
        w.Int(TablesVersion);
        var pooledRows = new Dictionary<IReadOnlyList<PublishedRow>, int>(new ByContent<PublishedRow>());
        var pooledColumns = new Dictionary<IReadOnlyList<string>, int>(new ByContent<string>());
        w.List(tables, t =>
        {
            w.Text(t.Key.Measure);
            w.Text(t.Key.Organisation);
            w.Text(t.Key.Wave);
            w.Byte((byte)t.Key.Level);
            w.Byte((byte)t.Key.Breakdown);
            w.Text(t.Key.Item);
            w.Day(t.AsOf);
            Pooled(w, pooledRows, t.Rows, row =>
            {
                w.Text(row.Code);
                w.Text(row.Category);
                w.Both(row.Name);
            });
            Pooled(w, pooledColumns, t.Columns, w.Text);
            for (var row = 0; row < t.Rows.Count; row++)
            {
                for (var column = 0; column < t.Columns.Count; column++)
                {
                    WriteCell(w, t[row, column]);
                }
            }
        });
        return w.ToArray();
    }

    /// <summary>Reads what <see cref="WriteTables"/> wrote.</summary>
    internal static PublishedTable[] ReadTables(byte[] content)
    {
        var r = new PackedReader(content);
        if (r.Int() != TablesVersion)
        {
            throw new InvalidDataException("The tables have a format that this program does not know.");
        }

        var pooledRows = new List<PublishedRow[]>();
        var pooledColumns = new List<string[]>();
        return r.List(() =>
        {
            var key = new TableKey(r.Text(), r.Text(), r.Text(), (ScopeLevel)r.Byte(), (Breakdown)r.Byte(), r.Text());
            var asOf = r.Day();
            var rows = Pooled(r, pooledRows, () => new PublishedRow(r.Text(), r.Text(), r.Both()));
            var columns = Pooled(r, pooledColumns, r.Text);
            var cells = new PublishedCell[rows.Length * columns.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = ReadCell(r);
            }

            return new PublishedTable(key, asOf, rows, columns, cells);
        });
    }

    private static void Pooled<T>(PackedWriter w, Dictionary<IReadOnlyList<T>, int> pool, IReadOnlyList<T> list, Action<T> write)
    {
        if (pool.TryGetValue(list, out var index))
        {
            w.Int(index);
            return;
        }

        pool.Add(list, pool.Count);
        w.Int(-1);
        w.List(list, write);
    }

    private static T[] Pooled<T>(PackedReader r, List<T[]> pool, Func<T> read)
    {
        var index = r.Int32();
        if (index >= 0)
        {
            return index < pool.Count ? pool[index] : throw new InvalidDataException("The packed tables are damaged.");
        }

        var list = r.List(read);
        pool.Add(list);
        return list;
    }

    private static void WriteCell(PackedWriter w, PublishedCell c)
    {
        var has = (c.Reason.Length > 0 ? 1 : 0) | (c.Estimate.HasValue ? 2 : 0) | (c.Respondents.HasValue ? 4 : 0)
            | (c.Population.HasValue ? 8 : 0) | (c.Interval is not null ? 16 : 0) | (c.IntervalWithoutFpc is not null ? 32 : 0)
            | (c.StandardError.HasValue ? 64 : 0) | (c.StandardErrorFpc.HasValue ? 128 : 0) | (c.DegreesOfFreedom.HasValue ? 256 : 0)
            | (c.ClassCount.HasValue ? 512 : 0);
        w.Byte((byte)((int)c.State | ((int)c.ClassKind << 4)));
        w.Int(has);
        w.Byte((byte)c.Decimals);
        if (c.Reason.Length > 0)
        {
            w.Text(c.Reason);
        }

        OptionalDouble(w, c.Estimate);
        OptionalInt(w, c.Respondents);
        OptionalInt(w, c.Population);
        WriteInterval(w, c.Interval);
        WriteInterval(w, c.IntervalWithoutFpc);
        OptionalDouble(w, c.StandardError);
        OptionalDouble(w, c.StandardErrorFpc);
        OptionalDouble(w, c.DegreesOfFreedom);
        OptionalInt(w, c.ClassCount);
    }

    private static PublishedCell ReadCell(PackedReader r)
    {
        var kind = r.Byte();
        var has = r.Int32();
        var decimals = r.Byte();
        return new PublishedCell(
            (CellState)(kind & 15),
            (has & 1) != 0 ? r.Text() : "",
            (has & 2) != 0 ? r.Double() : null,
            decimals,
            (has & 4) != 0 ? r.Int32() : null,
            (has & 8) != 0 ? r.Int32() : null,
            (has & 16) != 0 ? ReadInterval(r) : null,
            (has & 32) != 0 ? ReadInterval(r) : null,
            (has & 64) != 0 ? r.Double() : null,
            (has & 128) != 0 ? r.Double() : null,
            (has & 256) != 0 ? r.Double() : null,
            (ClassKind)(kind >> 4),
            (has & 512) != 0 ? r.Int32() : null);
    }

    private static void OptionalDouble(PackedWriter w, double? value)
    {
        if (value.HasValue)
        {
            w.Double(value.Value);
        }
    }

    private static void OptionalInt(PackedWriter w, int? value)
    {
        if (value.HasValue)
        {
            w.Int(value.Value);
        }
    }

    private static void WriteInterval(PackedWriter w, PublishedInterval? interval)
    {
        if (interval is not null)
        {
            w.Text(interval.Method);
            w.Double(interval.Low);
            w.Double(interval.High);
        }
    }

    private static PublishedInterval ReadInterval(PackedReader r)
    {
        var method = r.Text();
        var low = r.Double();
        return new PublishedInterval(method, low, r.Double());
    }

    private static void WriteOrganisation(PackedWriter w, PublishedOrganisation o)
    {
        w.Text(o.Code);
        w.Both(o.Name);
        w.Text(o.ShortName);
        w.Day(o.DataDate);
        w.List(o.Waves, v =>
        {
            w.Text(v.Wave);
            w.Both(v.Name);
            w.Byte((byte)v.State);
            w.Day(v.Opens);
            w.Day(v.Closes);
            w.Day(v.ReferenceDate);
            w.Flag(v.Linked);
            w.Flag(v.ConsentToConsortium);
            w.Int(v.Release);
            w.Flag(v.ReleaseWaits);
            w.List(v.Scopes, s => WriteScope(w, s));
            w.List(v.Excluded, e =>
            {
                w.Text(e.Reason);
                w.Int(e.Count);
            });
            OptionalProtection(w, v.Protection);
        });
        OptionalProtection(w, o.FactProtection);
        w.List(o.Sources, s =>
        {
            w.Byte((byte)s.Kind);
            w.Day(s.AsOf);
            w.Int(s.Excluded);
        });
        w.Flag(o.TargetAreas is not null);
        if (o.TargetAreas is { } areas)
        {
            w.Text(areas.Version);
            w.Text(areas.DecidedBy);
            w.List(areas.Areas, a =>
            {
                w.Text(a.Id);
                w.Both(a.Name);
                w.Texts(a.Competences);
                w.Texts(a.Indicators);
            });
        }
    }

    private static PublishedOrganisation ReadOrganisation(PackedReader r, long version)
    {
        var code = r.Text();
        var name = r.Both();
        var shortName = r.Text();
        var dataDate = r.Day();
        var waves = r.List(() => new PublishedWave(
            r.Text(), r.Both(), (WaveState)r.Byte(), r.Day(), r.Day(), r.Day(), r.Flag(), r.Flag(), r.Int32(), r.Flag(), r.List(() => ReadScope(r)))
        {
            Excluded = version == 1 ? [] : r.List(() => new PublishedExclusion(r.Text(), r.Int())),
            Protection = OptionalProtection(r, version),
        });
        var facts = OptionalProtection(r, version);
        var sources = r.List(() => new PublishedSource((DeliveryKind)r.Byte(), r.Day(), r.Int()));
        var areas = r.Flag()
            ? new TargetAreas(r.Text(), r.Text(), r.List(() => new TargetArea(r.Text(), r.Both(), r.Texts(), r.Texts())))
            : null;
        return new PublishedOrganisation(code, name, shortName, dataDate, waves, sources, areas) { FactProtection = facts };
    }

    private static void OptionalProtection(PackedWriter w, DisclosureSettings? settings)
    {
        w.Flag(settings is not null);
        if (settings is not null)
        {
            WriteProtection(w, settings);
        }
    }

    private static DisclosureSettings? OptionalProtection(PackedReader r, long version) => version >= 3 && r.Flag() ? ReadProtection(r, version >= 4) : null;

    /// <summary>Also used for the structure that is frozen when a wave opens.</summary>
    internal static void WriteProtection(PackedWriter w, DisclosureSettings settings)
    {
        w.Int(settings.Threshold);
        w.Int(settings.MergeBelow);
        w.Int(settings.OpenWaveMinimum);
        w.Int(settings.AuditGroups);
    }

    /// <summary>Reads what <see cref="WriteProtection"/> wrote.</summary>
    /// <param name="r">What is read.</param>
    /// <param name="audited">Whether it was written with how many groups are audited together.</param>
    internal static DisclosureSettings ReadProtection(PackedReader r, bool audited)
    {
        var settings = new DisclosureSettings(r.Int32(), r.Int32(), r.Int32());
        return settings with { AuditGroups = audited ? r.Int32() : DisclosurePolicy.LeastAuditGroups };
    }

    /// <summary>Also used for the structure that is frozen when a wave opens.</summary>
    internal static void WriteScope(PackedWriter w, PublishedScope s)
    {
        w.Text(s.Code);
        w.Text(s.Name);
        w.Text(s.ParentCode);
        w.Byte((byte)s.Level);
        w.Texts(s.Merged);
    }

    /// <summary>Reads what <see cref="WriteScope"/> wrote.</summary>
    internal static PublishedScope ReadScope(PackedReader r) => new(r.Text(), r.Text(), r.Text(), (ScopeLevel)r.Byte(), r.Texts());

    private static void WriteFramework(PackedWriter w, CompetenceFramework f)
    {
        w.Text(f.Id);
        w.Text(f.Version);
        w.Both(f.Name);
        w.Text(f.Source);
        w.List(f.Areas, a =>
        {
            w.Text(a.Id);
            w.Both(a.Name);
            w.List(a.Competences, c =>
            {
                w.Text(c.Id);
                w.Both(c.Name);
            });
        });
        w.List(f.Bands, b =>
        {
            w.Both(b.Name);
            w.Int(b.From);
            w.Int(b.To);
        });
        w.Texts(f.Mandatory);
        w.Int(f.Floor);
    }

    private static CompetenceFramework ReadFramework(PackedReader r) => new(
        r.Text(),
        r.Text(),
        r.Both(),
        r.Text(),
        r.List(() => new CompetenceArea(r.Text(), r.Both(), r.List(() => new Competence(r.Text(), r.Both())))),
        r.List(() => new LevelBand(r.Both(), r.Int32(), r.Int32())),
        r.Texts(),
        r.Int32());

    private sealed class ByContent<T> : IEqualityComparer<IReadOnlyList<T>>
    {
        public bool Equals(IReadOnlyList<T>? x, IReadOnlyList<T>? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.SequenceEqual(y));

        public int GetHashCode(IReadOnlyList<T> list)
        {
            var hash = new HashCode();
            hash.Add(list.Count);
            foreach (var item in list)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
