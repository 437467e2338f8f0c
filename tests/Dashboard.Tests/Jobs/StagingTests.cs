using System.Text;
using Digilo.Analytics.Dashboard.Jobs.Uploads;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

public sealed class StagingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    private Staging Staging => new(_folder.In("staging"), _clock);

    private string[] Files => Directory.Exists(_folder.In("staging")) ? Directory.GetFiles(_folder.In("staging")) : [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_is_told_apart_and_nothing_is_left()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs a disk that is always full.");
        Directory.CreateDirectory(_folder.In("staging"));
        var full = new Staging(_folder.In("staging"), _clock, (path, _) =>
        {
            File.WriteAllText(path, "as far as it came");
            return new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
        });
        var error = await Assert.ThrowsAsync<UploadException>(() => WriteAsync(full, "some text"));
        Assert.Equal(UploadFault.DiskFull, error.Fault);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_file_that_is_announced_larger_than_the_disk_is_not_even_begun()
    {
        var error = await Assert.ThrowsAsync<UploadException>(
            () => Staging.WriteAsync("x.csv", Stream.Null, long.MaxValue, long.MaxValue / 2, TestContext.Current.CancellationToken));
        Assert.Equal(UploadFault.DiskFull, error.Fault);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task What_the_sender_breaks_off_is_the_senders_and_leaves_nothing()
    {
        await Assert.ThrowsAsync<EndOfStreamException>(() => Staging.WriteAsync("x.csv", new BrokenLine(), 1 << 20, null, TestContext.Current.CancellationToken));
        Assert.Empty(Files);
    }

    [Fact]
    public async Task So_many_files_wait_and_no_more()
    {
        for (var i = 0; i < Staging.MostFiles; i++)
        {
            Staging.Keep(await WriteAsync(Staging, "x"));
        }

        Assert.Equal(UploadFault.TooMany, (await Assert.ThrowsAsync<UploadException>(() => WriteAsync(Staging, "x"))).Fault);
        _clock.Advance(Staging.Keeps);
        Assert.Equal(Staging.MostFiles, Staging.Purge(_ => false));
        Assert.Empty(Files);
        await WriteAsync(Staging, "x");
    }

    [Fact]
    public async Task A_file_that_is_being_read_is_not_removed_under_the_reader()
    {
        var file = await WriteAsync(Staging, "x");
        Staging.Keep(file);
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, Staging.Purge(id => id == file.Id));
        Assert.Equal(2, Files.Length);
        Assert.Equal(1, Staging.Purge(_ => false));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"Id\":\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",\"FileName\":\"x\",\"Size\":1,\"Received\":\"2999-01-01T00:00:00Z\",\"Form\":null}")]
    public void A_file_whose_description_is_damaged_is_not_found(string json)
    {
        const string id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        Directory.CreateDirectory(_folder.In("staging"));
        File.WriteAllText(_folder.In("staging", id + ".data"), "x");
        File.WriteAllText(_folder.In("staging", id + ".json"), json);
        Assert.Null(Staging.Find(id));
    }

    private static Task<StagedFile> WriteAsync(Staging staging, string text) =>
        staging.WriteAsync("x.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), 1 << 20, null, TestContext.Current.CancellationToken);

    private sealed class BrokenLine : MemoryStream
    {
        private bool _told;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_told)
            {
                throw new EndOfStreamException("The line is gone.");
            }

            _told = true;
            return ValueTask.FromResult(100);
        }
    }
}
