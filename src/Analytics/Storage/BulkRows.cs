namespace Digilo.Analytics.Storage;

/// <summary>The bytes of a row.</summary>
internal delegate ReadOnlySpan<byte> BytesAt(int row);

/// <summary>What a bulk column holds.</summary>
internal enum BulkType
{
    /// <summary>BIGINT.</summary>
    Int64,
    /// <summary>INT.</summary>
    Int32,
    /// <summary>SMALLINT.</summary>
    Int16,
    /// <summary>TINYINT.</summary>
    Byte,
    /// <summary>DATE, given as a day number.</summary>
    Date,
    /// <summary>NVARCHAR; null is NULL.</summary>
    Text,
    /// <summary>FLOAT; not-a-number is NULL.</summary>
    Real,
    /// <summary>VARBINARY; an empty span is NULL.</summary>
    Bytes,
}

/// <summary>One column of a bulk write: a name and a way to its values, without an object per value.</summary>
internal sealed class BulkColumn
{
    /// <summary>An integer with this value is NULL in a column that allows it.</summary>
    internal const long Null = long.MinValue;

    private BulkColumn(string name, BulkType type) => (Name, Type) = (name, type);

    internal string Name { get; }

    internal BulkType Type { get; }

    internal bool Nullable { get; private init; }

    internal Func<int, long> Integer { get; private init; } = _ => Null;

    internal Func<int, string?> Text { get; private init; } = _ => null;

    internal Func<int, double> Real { get; private init; } = _ => double.NaN;

    internal BytesAt Bytes { get; private init; } = _ => default;

    internal static BulkColumn Long(string name, Func<int, long> value) => new(name, BulkType.Int64) { Integer = value };

    internal static BulkColumn LongOrNull(string name, Func<int, long> value) => new(name, BulkType.Int64) { Integer = value, Nullable = true };

    internal static BulkColumn Int(string name, Func<int, long> value) => new(name, BulkType.Int32) { Integer = value };

    internal static BulkColumn IntOrNull(string name, Func<int, long> value) => new(name, BulkType.Int32) { Integer = value, Nullable = true };

    internal static BulkColumn Short(string name, Func<int, long> value) => new(name, BulkType.Int16) { Integer = value };

    internal static BulkColumn Byte(string name, Func<int, long> value) => new(name, BulkType.Byte) { Integer = value };

    internal static BulkColumn Day(string name, Func<int, DateOnly> value) => new(name, BulkType.Date) { Integer = r => value(r).DayNumber };

    internal static BulkColumn String(string name, Func<int, string?> value) => new(name, BulkType.Text) { Text = value };

    internal static BulkColumn Double(string name, Func<int, double> value) => new(name, BulkType.Real) { Real = value };

    internal static BulkColumn Binary(string name, BytesAt value) => new(name, BulkType.Bytes) { Bytes = value };
}

/// <summary>Rows of one table to be written, column by column in the table's own order.</summary>
internal sealed record BulkRows(string Table, int Count, params BulkColumn[] Columns);
