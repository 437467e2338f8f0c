using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>
/// Leases as rows. A holder renews its row three times within its time to live, and once more inside every fenced
/// transaction: on SQLite a long write keeps the renewals out, and on both engines a holder that lost its lease cannot commit.
/// </summary>
/// <remarks>Several nodes compare their clocks through the row: they must agree to within ten seconds or so (NTP).</remarks>
internal sealed class LeaseStore : ILeases, IDisposable
{
    /// <summary>A dead holder's lease runs out after this time.</summary>
    internal static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeToLive;

    internal LeaseStore(Database database, TimeProvider clock, TimeSpan? timeToLive = null) =>
        (_database, _clock, _timeToLive) = (database, clock, timeToLive ?? DefaultTimeToLive);

    public IDisposable Take(string name, string holder, TimeSpan wait)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var row = _database.Read(session => session.First<Row>("leases/find", new { name }));
            if (row is null || row.ExpiresUtc <= Now)
            {
                if (TryTake(name, holder, row?.Token ?? "") is { } held)
                {
                    return held;
                }
            }

            if (waited.Elapsed >= wait)
            {
                throw new LeaseHeldException(name, row is { Holder.Length: > 0 } ? row.Holder : "?", row?.SinceUtc ?? Now);
            }

            Thread.Sleep(Pause);
        }
    }

    public string? Holder(string name) => _database.Read(session =>
        session.First<Row>("leases/find", new { name }) is { Holder.Length: > 0 } row && row.ExpiresUtc > Now ? row.Holder : null);

    /// <summary>Renews what this store holds, as part of a transaction that is about to commit.</summary>
    /// <exception cref="StoreException">A lease was lost: the transaction must not commit.</exception>
    internal void Confirm(Session session)
    {
        foreach (var held in _held.Values)
        {
            if (session.Execute("leases/renew", new { name = held.Name, token = held.Token, expires = Now + _timeToLive }) == 0)
            {
                throw new StoreException(new Message("store.lease-lost", held.Name), $"The lease '{held.Name}' was lost before the work was done.");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var held in _held.Values)
        {
            held.Dispose();
        }
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private Held? TryTake(string name, string holder, string seen)
    {
        var token = Guid.NewGuid().ToString("N");
        try
        {
            var taken = _database.Write(session =>
            {
                var utc = Now;
                session.Execute("leases/add", new { name, utc });
                return session.Execute("leases/take", new { name, seen, token, holder, utc, expires = utc + _timeToLive });
            });
            if (taken == 0)
            {
                return null;
            }
        }
        catch (StoreException error) when (error.Text.Code == "store.locked" || error.InnerException is DbException { IsTransient: true })
        {
            // Another writer is in the middle of its transaction: it holds the lease in every sense but the row's.
            return null;
        }

        var held = new Held(this, name, token);
        _held[name] = held;
        return held;
    }

    private sealed class Held : IDisposable
    {
        private readonly LeaseStore _store;
        private readonly ITimer _timer;
        private int _disposed;

        internal Held(LeaseStore store, string name, string token)
        {
            (_store, Name, Token) = (store, name, token);
            var third = store._timeToLive / 3;
            _timer = store._clock.CreateTimer(_ => Renew(), null, third, third);
        }

        internal string Name { get; }

        internal string Token { get; }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) != 0)
            {
                return;
            }

            _timer.Dispose();
            _store._held.TryRemove(new KeyValuePair<string, Held>(Name, this));
            try
            {
                _store._database.Write(session => session.Execute("leases/release", new { name = Name, token = Token, utc = _store.Now }));
            }
            catch (StoreException)
            {
                // Giving back may not hide the error that ended the work: the lease runs out by itself.
                return;
            }
        }

        private void Renew()
        {
            try
            {
                _store._database.Write(session =>
                    session.Execute("leases/renew", new { name = Name, token = Token, expires = _store.Now + _store._timeToLive }));
            }
            catch (StoreException)
            {
                // Tried again in a third of the time to live; if it never succeeds the lease runs out and the fence stops the commit.
                return;
            }
        }
    }

    private sealed class Row
    {
        public string Holder { get; init; } = "";

        public string Token { get; init; } = "";

        public DateTime SinceUtc { get; init; }

        public DateTime ExpiresUtc { get; init; }
    }
}
