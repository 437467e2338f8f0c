using System.Text;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>Compound files (OLE): old Office documents, and new ones under a password.</summary>
internal static class CompoundFile
{
    /// <summary>True if it holds an encrypted package: a workbook that asks for a password when it is opened.</summary>
    public static bool IsEncrypted(FileFacts file) => Holds(file, "EncryptedPackage");

    /// <summary>True if the name of a stream stands anywhere in the file; names are UTF-16 in its directory.</summary>
    private static bool Holds(FileFacts file, string name)
    {
        var wanted = Encoding.Unicode.GetBytes(name);
        var buffer = new byte[1 << 16];
        using var stream = FileFacts.Open(file.Path);
        var kept = 0;
        while (stream.Read(buffer, kept, buffer.Length - kept) is > 0 and var got)
        {
            var chunk = buffer.AsSpan(0, kept + got);
            if (chunk.IndexOf(wanted) >= 0)
            {
                return true;
            }

            // The name may be cut by the end of the chunk.
            kept = Math.Min(chunk.Length, wanted.Length - 1);
            chunk[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
