using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>
/// The style sheet, icon and fonts, embedded in the program: they are there whether it runs from the source tree, from a
/// published folder or from elsewhere. Addresses carry a hash, so browsers may keep them for ever.
/// </summary>
internal static class EmbeddedAssets
{
    private static readonly Dictionary<string, (string Resource, string Type)> Files = new(StringComparer.Ordinal)
    {
        ["digilo.css"] = ("www/digilo.css", "text/css; charset=utf-8"),
        ["icon.svg"] = ("www/icon.svg", "image/svg+xml"),
        ["Lato-Regular.ttf"] = ("fonts/Lato-Regular.ttf", "font/ttf"),
        ["Lato-Bold.ttf"] = ("fonts/Lato-Bold.ttf", "font/ttf"),
    };

    private static readonly ConcurrentDictionary<string, (byte[] Plain, byte[] Brotli, string Hash)> Loaded = new(StringComparer.Ordinal);

    /// <summary>The address of an asset below the program's root.</summary>
    public static string Path(string name) => $"/assets/{name}?v={Load(name).Hash}";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/assets/{name}", (string name, HttpContext context) =>
        {
            if (!Files.TryGetValue(name, out var file))
            {
                return Results.NotFound();
            }

            var (plain, brotli, hash) = Load(name);
            context.Response.Headers.CacheControl = context.Request.Query["v"] == hash || file.Type == "font/ttf" ? "public, max-age=31536000, immutable" : "no-cache";
            context.Response.Headers.Vary = "Accept-Encoding";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            var compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
            if (compressed)
            {
                context.Response.Headers.ContentEncoding = "br";
            }

            return Results.Bytes(compressed ? brotli : plain, file.Type, entityTag: new($"\"{hash}{(compressed ? "b" : "")}\""));
        });

    private static (byte[] Plain, byte[] Brotli, string Hash) Load(string name) => Loaded.GetOrAdd(name, static key =>
    {
        using var stream = typeof(EmbeddedAssets).Assembly.GetManifestResourceStream(Files[key].Resource)
            ?? throw new InvalidOperationException($"{key} is missing from the program.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var plain = memory.ToArray();
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return (plain, packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(plain))[..12]);
    });
}
