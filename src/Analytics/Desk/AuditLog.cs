using Digilo.Analytics.Model;

namespace Digilo.Analytics.Desk;

/// <summary>The audit log: rows are only ever added, each one sealed by a hash over it and the one before.</summary>
public interface IAuditLog
{
    /// <summary>Adds a row; returns its number.</summary>
    long Add(AuditEvent what);

    /// <summary>The rows before one, newest first.</summary>
    /// <param name="number">Rows with a lower number only; <see cref="long.MaxValue"/> begins at the newest.</param>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<AuditEntry> Before(long number, int count);

    /// <summary>The newest rows of an action, newest first.</summary>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<AuditEntry> Latest(string action, int count);

    /// <summary>Reads the log from its first row and says where it stops being what was written.</summary>
    AuditCheck Check();
}
