using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Model;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Ingest.Tests;

public class IdentityTests
{
    private static readonly DateOnly Today = new(2023, 10, 1);

    // Numbers published as test data: Skatteverket's example and personnummer/meta's testdata.
    [Theory]
    [InlineData("640823-3234", "196408233234")]
    [InlineData("6408233234", "196408233234")]
    [InlineData("19640823-3234", "196408233234")]
    [InlineData(" 196408233234\u00A0", "196408233234")]
    [InlineData("19090527+1474", "190905271474")]
    [InlineData("090527+1474", "190905271474")]
    [InlineData("000229-2399", "200002292399")]
    [InlineData("730288-9931", "197302889931")]
    [InlineData("000101-t220", "20000101T220")]
    public void A_valid_number_becomes_twelve_characters(string text, string expected)
    {
        var twelve = new byte[12];
        Assert.True(Personnummer.TryNormalise(Encoding.UTF8.GetBytes(text), Today, twelve));
        Assert.Equal(expected, Encoding.ASCII.GetString(twelve));
    }

    [Theory]
    [InlineData("150916-0006")]
    [InlineData("420566-9899")]
    [InlineData("640823-3235")]
    [InlineData("641323-3230")]
    [InlineData("6408-233234")]
    [InlineData("640823--3234")]
    [InlineData("64082332341234")]
    [InlineData("åå0823-3234")]
    [InlineData("")]
    public void An_invalid_number_is_refused(string text) =>
        Assert.False(Personnummer.TryNormalise(Encoding.UTF8.GetBytes(text), Today, new byte[12]));

    /// <summary>personnummer/meta, testdata/list.json, interim.json and orgnumber.json: test numbers in every form that the list gives of them.</summary>
    [Theory]
    [InlineData("201509160006", "1509160006", "150916-0006", "20150916-0006", false)]
    [InlineData("190905271474", "", "090527+1474", "19090527+1474", true)]
    [InlineData("198707049996", "8707049996", "870704-9996", "19870704-9996", false)]
    [InlineData("198211059954", "8211059954", "821105-9954", "19821105-9954", true)]
    [InlineData("193901829913", "3901829913", "390182-9913", "19390182-9913", false)]
    [InlineData("195705749959", "5705749959", "570574-9959", "19570574-9959", true)]
    [InlineData("201211209941", "1211209941", "121120-9941", "20121120-9941", false)]
    [InlineData("199012119948", "9012119948", "901211-9948", "19901211-9948", true)]
    [InlineData("201210759984", "1210759984", "121075-9984", "20121075-9984", false)]
    [InlineData("197306749982", "7306749982", "730674-9982", "19730674-9982", true)]
    [InlineData("187912219990", "", "791221+9990", "18791221+9990", true)]
    [InlineData("200012099891", "0012099891", "001209-9891", "20001209-9891", true)]
    [InlineData("20000101P220", "000101P220", "000101-P220", "20000101-P220", true)]
    [InlineData("20000101T220", "000101T220", "000101-T220", "20000101-T220", true)]
    [InlineData("20000101N220", "000101N220", "000101-N220", "20000101-N220", true)]
    [InlineData("8572090606", "8572090606", "857209-0606", "", false)]
    [InlineData("8020051952", "8020051952", "802005-1952", "", false)]
    public void The_published_test_numbers_are_told_right_and_wrong_in_every_form(string full, string compact, string separated, string separatedFull, bool valid)
    {
        foreach (var form in new[] { full, compact, separated, separatedFull }.Where(f => f.Length > 0))
        {
            var twelve = new byte[12];
            Assert.Equal(valid, Personnummer.TryNormalise(Encoding.ASCII.GetBytes(form), Today, twelve));
            Assert.Equal(valid, Personnummer.IsIn(Encoding.UTF8.GetBytes($"Nr: {form}, tack")));
            if (valid)
            {
                Assert.Equal(full, Encoding.ASCII.GetString(twelve));
            }
        }
    }

    [Theory]
    [InlineData("Ring 640823-3234 i dag", true)]
    [InlineData("id196408233234", true)]
    [InlineData("640823 3234", true)]
    [InlineData("640823–3234", true)]
    [InlineData("730288-9931.", true)]
    [InlineData("000101-T220", true)]
    [InlineData("2023-10-02 14:05", false)]
    [InlineData("070-123 45 67", false)]
    [InlineData("640823-32345", false)]
    [InlineData("1640823-3234", false)]
    [InlineData("232100-0222", false)]
    [InlineData("Storgatan 1", false)]
    public void A_number_is_found_within_a_text(string text, bool found) => Assert.Equal(found, Personnummer.IsIn(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("19640823Tf29", true)]
    [InlineData("19640823-tm12", true)]
    [InlineData("19640823T229", false)]
    [InlineData("19640823", false)]
    public void The_form_of_a_protected_identity_is_recognised(string text, bool expected) =>
        Assert.Equal(expected, Personnummer.IsProtectedForm(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_pseudonym_is_the_hmac_over_kind_zero_and_id()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        using var pseudonymiser = new Pseudonymiser(secret, "anstnr");
        var hmac = new byte[32];
        foreach (var id in (string[])["0042", "0043", "0042"])
        {
            pseudonymiser.Write(Encoding.UTF8.GetBytes(id), hmac);
            Assert.Equal(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("anstnr\0" + id)), hmac);
        }
    }

    [Fact]
    public void A_key_is_made_once_with_owner_only_rights_and_never_again_for_a_store_with_data()
    {
        using var house = new TestHouse();
        var first = house.Keys.Open("2284", () => false);
        var again = house.Keys.Open("2284", () => throw new InvalidOperationException("Not asked."));
        Assert.Equal(first.Current.Secret, again.Current.Secret);
        Assert.NotEqual(first.Current.Secret, house.Keys.Open("2480", () => false).Current.Secret);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(house.Keys.PathOf("2284")));
            File.SetUnixFileMode(house.Keys.PathOf("2284"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Equal("ingest.error.keys-open", Assert.Throws<IngestException>(() => house.Keys.Open("2284", () => true)).Text.Code);
        }

        File.Delete(house.Keys.PathOf("2284"));
        Assert.Equal("ingest.error.keys-missing", Assert.Throws<IngestException>(() => house.Keys.Open("2284", () => true)).Text.Code);
        Assert.False(house.Keys.Exists("2284"));
    }

    [Fact]
    public void A_missing_key_refuses_the_import_of_an_organisation_with_deliveries_and_stores_nothing()
    {
        using var house = new TestHouse();
        house.ImportText("svarsid;anstnr;inlamnad;1.1\n1;1;2023-10-02;4\n");
        File.Delete(house.Keys.PathOf(TestHouse.Org));
        var e = Assert.Throws<IngestException>(() => house.ImportText("svarsid;anstnr;inlamnad;1.1\n2;1;2023-10-02;4\n"));
        Assert.Equal("ingest.error.keys-missing", e.Text.Code);
        Assert.Contains(house.Keys.PathOf(TestHouse.Org), IngestTexts.Get("sv", e.Text), StringComparison.Ordinal);
        Assert.Throws<IngestException>(() => house.Import(house.Write("c.csv", "svarsid;anstnr;inlamnad;1.1\n2;1;2023-10-02;4\n"), dryRun: true));
        Assert.Single(house.Store.Committed);
        Assert.False(house.Keys.Exists(TestHouse.Org));
    }

    [Theory]
    [InlineData("\"secret\": \"", "\"secret\": \"AAAA")]
    [InlineData("\"organisation\": \"2284\"", "\"organisation\": \"2480\"")]
    [InlineData("{", "")]
    public void A_damaged_key_file_is_refused_without_quoting_it(string part, string wrong)
    {
        using var house = new TestHouse();
        house.Keys.Open("2284", () => false);
        var path = house.Keys.PathOf("2284");
        var text = File.ReadAllText(path);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + wrong + text[(at + part.Length)..]);
        var e = Assert.Throws<IngestException>(() => house.Keys.Open("2284", () => true));
        Assert.Equal("ingest.error.keys-damaged", e.Text.Code);
        Assert.Null(e.InnerException);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(300000)]
    public void A_sealed_file_opens_with_its_key_only_and_shows_every_change(int size)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var plain = RandomNumberGenerator.GetBytes(size);
        using var target = new MemoryStream();
        using (var writer = new SealedWriter(target, secret))
        {
            writer.Write(plain);
            writer.End();
        }

        var bytes = target.ToArray();
        Assert.Equal(plain, Open(bytes, secret));
        Assert.Throws<InvalidDataException>(() => Open(bytes, RandomNumberGenerator.GetBytes(32)));
        Assert.Throws<InvalidDataException>(() => Open(bytes[..^1], secret));
        if (size > 65536)
        {
            // Cut exactly after the first block.
            Assert.Throws<InvalidDataException>(() => Open(bytes[..(5 + 32 + 4 + 65536 + 16)], secret));
        }

        bytes[^1] ^= 1;
        Assert.Throws<InvalidDataException>(() => Open(bytes, secret));
    }

    private static byte[] Open(byte[] bytes, byte[] secret)
    {
        using var target = new MemoryStream();
        SealedFile.Unseal(new MemoryStream(bytes), secret, target);
        return target.ToArray();
    }

    [Fact]
    public void Organisation_codes_cannot_lead_out_of_the_key_folder()
    {
        var keys = new KeyRing(Path.Combine(Path.GetTempPath(), "none"), new FakeTimeProvider());
        Assert.Throws<ArgumentException>(() => keys.Open("../x", () => false));
    }

    /// <summary>Hashing in lanes is the platform's HMAC, for every length that fits and for those that do not.</summary>
    [Fact]
    public void Pseudonyms_of_a_batch_are_the_platforms_hmacs()
    {
        byte[] secret = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7 + 3))];
        using var maker = new Pseudonymiser(secret, "anstnr");
        const int Rows = 101;
        using var batch = new BatchHmacs([maker], Rows);
        var ids = Enumerable.Range(0, Rows).Select(length => Encoding.ASCII.GetBytes(new string((char)('a' + length % 26), length))).ToArray();
        for (var r = 0; r < Rows; r++)
        {
            batch.Put(r, ids[r]);
        }

        var hmacs = new byte[Rows * 32];
        batch.Complete(Rows, [hmacs]);
        for (var r = 0; r < Rows; r++)
        {
            byte[] message = [.. "anstnr"u8, 0, .. ids[r]];
            Assert.Equal(HMACSHA256.HashData(secret, message), hmacs[(r * 32)..((r + 1) * 32)]);
        }
    }

    [Fact]
    public void Ids_follow_each_other_only_upwards()
    {
        var order = new IdOrder();
        bool Follows(string id) => order.Follows(Encoding.ASCII.GetBytes(id));
        Assert.True(Follows("9"));
        Assert.True(Follows("10"));
        Assert.False(Follows("10"));
        Assert.False(Follows("9"));
        Assert.True(Follows("11"));
        Assert.False(Follows(new string('1', 65)));
        Assert.True(Follows("12"));
    }

    [Fact]
    public void A_set_of_numbers_tells_new_ones_from_old_ones_however_they_came()
    {
        var set = new NumberSet();
        var known = new HashSet<long>();
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var number = random.Next(4) == 0 ? random.Next(300) : random.NextInt64();
            if (i % 3 == 0 && !known.Contains(number))
            {
                set.AddNew(number);
                known.Add(number);
            }
            else
            {
                Assert.Equal(known.Add(number), set.Add(number));
            }
        }

        Assert.Equal(known.Count, set.Count);
        Assert.Equal(known.Order(), set.All().Order());
        Assert.All(known.Take(500), n => Assert.True(set.Contains(n)));
        Assert.DoesNotContain(Enumerable.Range(1000, 500), n => set.Contains(n));
    }

    /// <summary>The check of a file is the same however it is read, and another for any byte, length or order.</summary>
    [Fact]
    public void A_check_of_content_does_not_depend_on_the_pieces_and_tells_other_content()
    {
        var bytes = new byte[10_007];
        new Random(3).NextBytes(bytes);
        var whole = Check(bytes, bytes.Length);
        Assert.Equal(whole, Check(bytes, 16));
        Assert.Equal(whole, Check(bytes, 4096));
        for (var i = 0; i < bytes.Length; i += 97)
        {
            bytes[i] ^= 1;
            Assert.NotEqual(whole, Check(bytes, 4096));
            bytes[i] ^= 1;
        }

        Assert.NotEqual(whole, Check(bytes[..^1], 4096));
        Assert.NotEqual(whole, Check([.. bytes, 0], 4096));
        Assert.NotEqual(whole, Check([.. bytes[16..32], .. bytes[..16], .. bytes[32..]], 4096));

        static ulong Check(byte[] content, int piece)
        {
            var check = new ContentCheck();
            for (var at = 0; at < content.Length; at += piece)
            {
                check.Add(content.AsSpan(at, Math.Min(piece, content.Length - at)));
            }

            return check.Value;
        }
    }
}
