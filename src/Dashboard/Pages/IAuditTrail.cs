using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Takes what is done on pages for the audit log, beside the request: nobody waits for a writer. Implemented by Jobs.</summary>
public interface IAuditTrail
{
    /// <summary>Something was done.</summary>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="organisation">Code, or empty.</param>
    /// <param name="what">In words.</param>
    void Record(string action, string organisation, Message what);
}
