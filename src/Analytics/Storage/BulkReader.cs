using System.Collections;
using System.Data.Common;

namespace Digilo.Analytics.Storage;

/// <summary>Bulk rows as a data reader, the form that SqlBulkCopy streams from.</summary>
internal sealed class BulkReader(BulkRows rows) : DbDataReader
{
    private int _row = -1;

    public override int FieldCount => rows.Columns.Length;

    public override int Depth => 0;

    public override bool HasRows => rows.Count > 0;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++_row < rows.Count;

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => rows.Columns[ordinal].Name;

    public override int GetOrdinal(string name) => Array.FindIndex(rows.Columns, c => c.Name == name);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override Type GetFieldType(int ordinal) => rows.Columns[ordinal].Type switch
    {
        BulkType.Int64 => typeof(long),
        BulkType.Int32 => typeof(int),
        BulkType.Int16 => typeof(short),
        BulkType.Byte => typeof(byte),
        BulkType.Date => typeof(DateTime),
        BulkType.Text => typeof(string),
        BulkType.Real => typeof(double),
        _ => typeof(byte[]),
    };

    public override bool IsDBNull(int ordinal)
    {
        var column = rows.Columns[ordinal];
        return column.Type switch
        {
            BulkType.Text => column.Text(_row) is null,
            BulkType.Real => double.IsNaN(column.Real(_row)),
            BulkType.Bytes => column.Bytes(_row).IsEmpty,
            _ => column.Nullable && column.Integer(_row) == BulkColumn.Null,
        };
    }

    public override object GetValue(int ordinal)
    {
        if (IsDBNull(ordinal))
        {
            return DBNull.Value;
        }

        var column = rows.Columns[ordinal];
        return column.Type switch
        {
            BulkType.Int64 => column.Integer(_row),
            BulkType.Int32 => checked((int)column.Integer(_row)),
            BulkType.Int16 => checked((short)column.Integer(_row)),
            BulkType.Byte => checked((byte)column.Integer(_row)),
            BulkType.Date => DateOnly.FromDayNumber((int)column.Integer(_row)).ToDateTime(TimeOnly.MinValue),
            BulkType.Text => column.Text(_row)!,
            BulkType.Real => column.Real(_row),
            _ => column.Bytes(_row).ToArray(),
        };
    }

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var value = rows.Columns[ordinal].Bytes(_row);
        if (buffer is null)
        {
            return value.Length;
        }

        var count = Math.Min(length, value.Length - (int)dataOffset);
        value.Slice((int)dataOffset, count).CopyTo(buffer.AsSpan(bufferOffset));
        return count;
    }

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        var value = rows.Columns[ordinal].Text(_row) ?? "";
        if (buffer is null)
        {
            return value.Length;
        }

        var count = Math.Min(length, value.Length - (int)dataOffset);
        value.CopyTo((int)dataOffset, buffer, bufferOffset, count);
        return count;
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);
}
